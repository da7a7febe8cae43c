"""What was said of one objection, by whom and when, with what was said of its parts."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext

from critiques.groups import speakers
from critiques.people import Holding
from critiques.record.receipts import Change
from critiques.record.sayings.quotes import Quote
from critiques.words import ANSWERING, HOLDING, Act, Event


@dataclass(frozen=True)
class PositionWords:
    """One position of the author's that readers can see.

    It is the word of whoever wrote the essay that the objection was raised against, also where that
    was merged into somebody else's.
    """

    position: str
    text: str
    at: datetime
    name: str
    username: str
    quote: Quote | None
    # Whether the reply that says it was edited since.
    edited: bool = False

    @property
    def adopted(self) -> Quote | None:
        """Somebody else's words, by which the author let them speak for themselves."""
        quote = self.quote
        return quote if quote is not None and quote.username != self.username else None

    @property
    def reworded(self) -> bool:
        """Whether these words are others by now than those that the author adopted."""
        return self.edited and self.adopted is not None


@dataclass(frozen=True)
class Saying:
    """One thing a holder said; `text` is their line why, as far as the viewer may read it."""

    event: str
    name: str
    username: str
    at: datetime
    reply: int | None
    url: str
    quote: Quote | None
    # Where one compares, if the answer that it was said of was edited since.
    outdated: str
    text: str
    # Whether it was said of a part of what is told of.
    of_part: bool = False

    @property
    def words(self) -> str:
        """Why, in their words: their line, else the reply that says it; empty for a bare click."""
        return self.text or (self.quote.text if self.quote else "")


@dataclass
class Record:
    """Everything said of one objection, oldest first."""

    tags: list[Quote] = field(default_factory=list)
    stances: list[PositionWords] = field(default_factory=list)
    # What the author said of its parts alone: told, but nothing follows from it for the whole.
    of_parts: list[PositionWords] = field(default_factory=list)
    events: list[Saying] = field(default_factory=list)
    holders: list[Holding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    # Of whose part it is, by id, that they joined a wording which is not the present one.
    earlier: frozenset[int] = frozenset()
    # Of whose part it is, by id, that they hold what came along by a merge, and were won over on
    # the whole before.
    only_parts: frozenset[int] = frozenset()

    def name_of(self, holder: Holding) -> str:
        """The name of one of `holders`, as it may stand beside the claim."""
        name = holder.user.shown_name
        if holder.id in self.only_parts:
            return gettext("%(name)s (only what is now part of it)") % {"name": name}
        if holder.id not in self.earlier:
            return name
        return gettext("%(name)s (an earlier wording)") % {"name": name}

    @property
    def raised(self) -> Quote | None:
        """The raiser's own words, where they may be read."""
        return next((tag for tag in self.tags if tag.act == Act.RAISE), None)

    @property
    def holding(self) -> list[Holding]:
        """Who holds it now; people who left are not among them."""
        return [h for h in self.holders if h.state in HOLDING and not h.user.left]

    def said_last(self, event: Event) -> list[Holding]:
        """Return whose last word is `event`: satisfied, or taken back; who left said it, too."""
        return [h for h in self.holders if h.state == event]

    @property
    def answer(self) -> PositionWords | None:
        """The author's latest answer: their own, or one that they adopt."""
        answers = (each for each in reversed(self.stances) if each.position in ANSWERING)
        return next(answers, None)

    @property
    def other_answer(self) -> Quote | None:
        """The latest answer of somebody else."""
        others = [tag for tag in self.tags if tag.act == Act.ANSWER and not tag.by_author]
        return others[-1] if others else None

    @property
    def stands(self) -> Saying | None:
        """The latest “still stands” of somebody who holds it, with words if there are any."""
        now = {holder.user.username for holder in self.holding}
        said = [e for e in self.events if e.event == Event.REAFFIRM and e.username in now]
        with_words = [e for e in said if e.text or e.quote]
        found = with_words or said
        return found[-1] if found else None


def said_by(record: Record, people: Container[str]) -> Record:
    """Return what these people said of it, of whom it has the names in addresses, with the words
    it was raised in and the essay's author's part."""
    return replace(
        record,
        tags=[tag for tag in record.tags if tag.username in people or tag.act == Act.RAISE],
        events=[said for said in record.events if said.username in people],
        holders=[holder for holder in record.holders if holder.user.username in people],
    )


def record_of(group: Sequence[int], records: Mapping[int, Record]) -> Record:
    """Return the record of an objection with whoever speaks for it: `group` has it, then its parts.

    What critics said of the parts counts for it; what the author said of them is told, so that
    nobody seems to be won over by something else, and does not count.
    """
    own = records[group[0]]
    if len(group) == 1:
        return own
    every = [records[pk] for pk in group]
    said_of_parts = (replace(said, of_part=True) for each in every[1:] for said in each.events)
    holders = speakers(holder for each in every for holder in each.holders)
    won_over = {each.user_id for each in own.holders if not each.holds}
    return replace(
        own,
        of_parts=_of_parts(own, every[1:]),
        events=sorted((*own.events, *said_of_parts), key=attrgetter("at")),
        holders=holders,
        only_parts=frozenset(h.id for h in holders if h.holds and h.user_id in won_over),
    )


def _of_parts(own: Record, parts: Sequence[Record]) -> list[PositionWords]:
    """Return what the author said of parts, but for the same words that they said of it, too."""
    found = {_what(stance): stance for part in parts for stance in reversed(part.stances)}
    for stance in own.stances:
        found.pop(_what(stance), None)
    return list(found.values())


def _what(stance: PositionWords) -> tuple[str, str, str, str]:
    return stance.username, stance.position, stance.text, stance.quote.url if stance.quote else ""
