"""One objection with everything that was said of it, as the exports of a critique share it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from critiques.cards import ObjectionCard
from critiques.models import Holder, Objection
from critiques.records import Record, Stance
from critiques.shown_passages import ShownPassage
from critiques.words import Event


@dataclass(frozen=True)
class Entry:
    """One objection or question; what the public may not read of it is empty."""

    card: ObjectionCard
    record: Record
    created: datetime
    # The raiser’s name, and the name in their address.
    raiser: str
    username: str
    holding: list[Holder]
    parts: list[str]
    merged_into: str
    passage: ShownPassage | None

    @property
    def satisfied(self) -> list[Holder]:
        """Whose last word is that it was answered."""
        return self.record.said_last(Event.SATISFIED)

    @property
    def mains(self) -> list[Holder]:
        """Whose main disagreement it is."""
        return [holder for holder in self.record.holding if holder.is_main]

    @property
    def stance(self) -> Stance | None:
        """The author’s last word."""
        return self.record.stances[-1] if self.record.stances else None

    @property
    def wishes(self) -> list[Holder]:
        """Who says what would satisfy them."""
        return [h for h in self.holding if h.would_satisfy and self.card.claim_shown]


def entry_of(
    objection: Objection,
    card: ObjectionCard,
    records: dict[int, Record],
    parts: list[Objection],
    *,
    readable: bool,
) -> Entry:
    """Return the entry of an objection; `readable`: whether the public may read the essay."""
    record = records[objection.pk]
    raiser = objection.raiser if card.raised_readable else None
    return Entry(
        card=card,
        record=record,
        created=objection.created_at,
        raiser=raiser.shown_name if raiser else "",
        username=raiser.username if raiser else "",
        holding=[*record.holding, *(h for part in parts for h in records[part.pk].holding)],
        parts=[part.address for part in parts],
        merged_into=objection.merged_into.address if objection.merged_into else "",
        passage=card.passage if readable else None,
    )


def usernames(holders: Iterable[Holder]) -> list[str]:
    """Return the names in people’s addresses, each once."""
    return list(dict.fromkeys(holder.user.username for holder in holders))


def shown_names(holders: Iterable[Holder]) -> list[str]:
    """Return the names that readers see, each person once."""
    return list({holder.user.pk: holder.user.shown_name for holder in holders}.values())
