"""Who is told of one thing, and for which reasons."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from critiques.models import Holder, Objection
from critiques.words import Event
from notifications.words import ADDRESSED, STRONGEST_FIRST, Reason, Thing

# Ids, or a query for them that may find thousands.
People = QuerySet | Collection[int]


class Audience(NamedTuple):
    """These people are told of a thing, each once, for the strongest of their reasons.

    Of a reply whoever follows the essay `thread` is told, too; `day` is that of clicks.
    """

    thing: Thing
    number: int
    people: Sequence[tuple[Reason, People]]
    day: int = 0
    thread: int = 0

    @property
    def crowds(self) -> list[tuple[Reason, QuerySet]]:
        """The queries for those of whom there may be thousands, the strongest reason first."""
        return [(why, each) for why, each in self._sorted if isinstance(each, QuerySet)]

    @property
    def named(self) -> dict[int, Reason]:
        """All others by their ids, with the strongest reason of each."""
        few = [(why, each) for why, each in self._sorted if not isinstance(each, QuerySet)]
        return {person: why for why, each in reversed(few) for person in each}

    @property
    def addressed(self) -> set[int]:
        """Who is spoken to, whatever else is true of them."""
        return {person for why, each in self.people if why in ADDRESSED for person in each}

    @property
    def _sorted(self) -> list[tuple[Reason, People]]:
        return sorted(self.people, key=lambda each: STRONGEST_FIRST.index(each[0]))


def holders_of(objections: Collection[int]) -> People:
    """Return who shares one of these, or what became part of it, whether it is answered or not."""
    if not objections:
        return ()
    groups = Objection.objects.in_groups_of(objections).values("pk")
    holders = Holder.objects.filter(objection__in=groups).exclude(state=Event.WITHDRAW)
    return holders.order_by().values("user")
