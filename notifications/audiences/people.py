"""Who is told of one thing, for one reason."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import QuerySet

from critiques.models import Holder, Objection
from critiques.words import Event
from notifications.words import Reason, Thing

# Ids, or a query for them that may find thousands.
People = QuerySet | Collection[int]


class Audience(NamedTuple):
    """These people are told of a thing; `day` is that of clicks."""

    thing: Thing
    number: int
    reason: Reason
    people: People
    day: int = 0


def holders_of(objections: Collection[int]) -> QuerySet:
    """Return who shares one of these, or what became part of it, whether it is answered or not."""
    if not objections:
        return Holder.objects.none()
    groups = Objection.objects.in_groups_of(objections).values("pk")
    holders = Holder.objects.filter(objection__in=groups).exclude(state=Event.WITHDRAW)
    return holders.order_by().values("user")
