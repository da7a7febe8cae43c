"""Of those whom a thing concerns: who is here, and what they were told of it before."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.statements import Statement
from forum.models import Mute
from notifications.audiences.people import Audience
from notifications.models import Notification


class Recipient(NamedTuple):
    """Somebody to be told; `reason` and `is_muted` are None where they were not told of it yet."""

    person: int
    mutes_something: bool
    reason: str | None
    is_muted: bool | None


def recipients_of(people: list[int], audience: Audience) -> list[Recipient]:
    """Return who of these people is here, by their ids. One query."""
    thing = (str(audience.thing), audience.number, audience.day)
    return [Recipient(*row) for row in _told_of.rows(None, people, *thing)]


@Statement
def _told_of(_: object, people: list[int], thing: str, number: int, day: int) -> QuerySet:
    told = Notification.objects.filter(person=OuterRef("pk"), thing=thing, number=number, day=day)
    mutes = Mute.objects.filter(user=OuterRef("pk"))
    here = User.objects.filter(pk__in=people, is_active=True).order_by("pk")
    before = (Subquery(told.values("reason")), Subquery(told.values("is_muted")))
    return here.values_list("pk", Exists(mutes), *before)
