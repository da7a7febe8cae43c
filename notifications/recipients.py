"""Of those whom a thing concerns: who is here, why they are told of it, and what they were told."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When

from accounts.models import User
from accounts.statements import Statement
from forum.models import Mute
from notifications.audiences.followers import followers_of_essay
from notifications.audiences.people import Audience
from notifications.models import Notification
from notifications.words import STRONGEST_FIRST, Reason

# So many people are in memory at once.
BATCH = 500


class Recipient(NamedTuple):
    """Somebody to be told, and why; `reason` and `is_muted` are of what they were told of it
    before, or None."""

    person: int
    why: Reason
    mutes_something: bool
    reason: str | None
    is_muted: bool | None


def recipients_of(audience: Audience, *, but: int) -> Iterator[list[Recipient]]:
    """Yield who of an audience is here, but for one person, some hundreds at a time by their ids.

    One query each time, whatever the number of reasons.
    """
    named, crowds, last = audience.named, audience.crowds, 0
    thing = audience.thread, str(audience.thing), audience.number, audience.day
    while True:
        ids = list(named) or [but], *thing, but, last
        found = list(_concerned(crowds, *ids)) if crowds else _told_of.rows(None, *ids)
        yield [Recipient(pk, _strongest(named.get(pk), why), *more) for pk, why, *more in found]
        if len(found) < BATCH:
            return
        last = found[-1][0]


def _strongest(*reasons: str | None) -> Reason:
    return min((Reason(each) for each in reasons if each), key=STRONGEST_FIRST.index)


@Statement
def _told_of(_: object, named: list[int], thread: int, *more: int) -> QuerySet:
    return _concerned([], named, thread, *more)


def _concerned(
    crowds: Sequence[tuple[Reason, QuerySet]],
    named: list[int],
    thread: int,
    thing: str,
    number: int,
    day: int,
    but: int,
    after: int,
) -> QuerySet:
    """Return of each why they are told, as one of a crowd, and what they were told before."""
    crowds = [*crowds, (Reason.THREAD, followers_of_essay(thread, number))]
    told = Notification.objects.filter(person=OuterRef("pk"), thing=thing, number=number, day=day)
    mine = ((why, Exists(each.filter(user=OuterRef("pk")))) for why, each in crowds)
    why = Case(
        *(When(is_one, then=Value(why)) for why, is_one in mine),
        default=Value(""),
        output_field=CharField(),
    )
    # A union is read from its parts; of people who are one or the other every row would be.
    every = User.objects.filter(pk__in=named).order_by().values("pk")
    every = every.union(*(each for _, each in crowds))
    people = User.objects.filter(pk__in=every, is_active=True, pk__gt=after).exclude(pk=but)
    mutes = Exists(Mute.objects.filter(user=OuterRef("pk")))
    before = (Subquery(told.values("reason")), Subquery(told.values("is_muted")))
    return people.order_by("pk").values_list("pk", why, mutes, *before)[:BATCH]
