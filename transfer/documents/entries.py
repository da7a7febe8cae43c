"""One objection with everything that was said of it, as the exports of a critique share it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.moves import ToldMove
from critiques.record.passages import ShownPassage
from critiques.record.sayings.sayings import PositionWords, Record
from critiques.words import Event


@dataclass(frozen=True)
class Entry:
    """One objection or question; what the public may not read of it is empty."""

    card: ObjectionCard
    # With what was said of its parts.
    record: Record
    # The raiser’s name, and the name in their address, if the public may read where.
    raiser: str
    username: str
    parts: list[str]
    passage: ShownPassage | None
    # The exchange, where it was asked for.
    moves: Sequence[ToldMove] = ()

    @property
    def holding(self) -> list[Holding]:
        """Who holds it now."""
        return self.record.holding

    @property
    def holder_count(self) -> int:
        """How many people that is."""
        return len(usernames(self.holding))

    @property
    def satisfied(self) -> list[Holding]:
        """Whose last word is that it was answered."""
        return self.record.said_last(Event.SATISFIED)

    @property
    def mains(self) -> list[Holding]:
        """Whose main disagreement it is."""
        return [holder for holder in self.holding if holder.is_main]

    @property
    def stance(self) -> PositionWords | None:
        """The author’s last word."""
        return self.record.stances[-1] if self.record.stances else None

    @property
    def wishes(self) -> list[Holding]:
        """Who says what would satisfy them."""
        return [h for h in self.holding if h.would_satisfy and self.card.claim_shown]


def usernames(holders: Iterable[Holding]) -> list[str]:
    """Return the names in people’s addresses, each once."""
    return list(dict.fromkeys(holder.user.username for holder in holders))


def shown_names(holders: Iterable[Holding]) -> list[str]:
    """Return the names that readers see, each person once."""
    return list({holder.user.pk: holder.user.shown_name for holder in holders}.values())
