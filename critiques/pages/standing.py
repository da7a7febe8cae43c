"""Which objections wait, at a glance: for any reader, and for the author who may answer."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from critiques.cards import SHORT, ObjectionCard
from critiques.models import Objection
from critiques.pages.composer import UNANSWERED
from critiques.pages.filters import FEWEST
from critiques.words import UNRESOLVED, Kind
from forum.dates import day

NAMED = 12


class Standing(NamedTuple):
    """The unresolved objections of one status, the first twelve of them by letter."""

    status: str
    words: str
    named: list[ObjectionCard]
    others: int
    url: str


class Needs(NamedTuple):
    """What the author has not answered, with why; the first twelve, and where the others are."""

    named: list[tuple[ObjectionCard, str]]
    others: int
    url: str

    @classmethod
    def of(
        cls,
        cards: Mapping[int, ObjectionCard],
        objections: Mapping[int, Objection],
        url: str,
    ) -> Self | None:
        """Return it, or None where nothing waits; `url` is the summary's."""
        said = {"open": "unanswered since {}", "contested": "still stands after your answer"}
        found = [
            (each, said[each.status].format(day(objections[each.pk].created_at)))
            for each in sorted(cards.values(), key=lambda each: each.rank)
            if each.kind == Kind.OBJECTION and each.status in UNANSWERED
        ]
        return cls(found[:NAMED], len(found[NAMED:]), f"{url}?status=open") if found else None


def standing(cards: Iterable[ObjectionCard], url: str) -> list[Standing]:
    """Return which objections are unresolved, by status; none where few are seen at a glance."""
    objections = sorted(
        (each for each in cards if each.kind == Kind.OBJECTION and each.unresolved),
        key=lambda each: each.number,
    )
    if len(objections) < FEWEST:
        return []
    groups = {status: [o for o in objections if o.status == status] for status in UNRESOLVED}
    return [
        Standing(status, SHORT[status], found[:NAMED], len(found[NAMED:]), f"{url}?status={status}")
        for status, found in groups.items()
        if found
    ]
