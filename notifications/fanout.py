"""Telling whom it concerns what happened; safe to do twice, and to go on with after a crash."""

import logging
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.rules import is_moderator
from notifications.audiences import objections, replies
from notifications.audiences.people import Audience, People
from notifications.models import Happening, Notification
from notifications.mutes import ThingPlace
from notifications.signals import told
from notifications.words import ADDRESSED, STRONGEST_FIRST, Happened

logger = logging.getLogger(__name__)

# So many people, or happenings, are in memory at once.
BATCH = 500

AUDIENCES: dict[str, Callable[[Happening], list[Audience]]] = {
    Happened.REPLY: replies.of_reply,
    Happened.EDIT: replies.of_edit,
    Happened.PUBLISHED: replies.of_publication,
    Happened.ESSAY: replies.of_essay,
    Happened.POSITION: objections.of_position,
    Happened.REVISION: objections.of_revision,
    Happened.LINE: objections.of_line,
    Happened.CLICK: objections.of_click,
    Happened.PROPOSAL: objections.of_proposal,
    Happened.WORDING: objections.of_wording,
    Happened.MERGE: objections.of_merge,
    Happened.THANKS: replies.of_thanks,
}


def tell_waiting() -> int:
    """Tell of all that is due, oldest first, and return of how much.

    What fails is logged, stops nothing else, and is tried again with what comes next. Two processes
    may do so at once: nobody is told twice.
    """
    count = last = 0
    found = _due(last)
    while found:
        last = found[-1].pk
        for happening in found:
            try:
                tell_of(happening)
            except Exception:
                logger.exception("Nobody was told yet of %s", happening)
            else:
                count += 1
        found = _due(last) if len(found) == BATCH else []
    return count


def tell_of(happening: Happening) -> None:
    """Tell whom it concerns, some hundreds at a time, and forget it once all are told."""
    places: dict[tuple[str, int], ThingPlace] = {}
    for audience in AUDIENCES[happening.what](happening):
        thing = audience.thing, audience.number
        for people in _batches(audience.people, but=happening.actor_id):
            if thing not in places:
                places[thing] = ThingPlace.of(*thing)
            _tell(people, audience, happening, places[thing])
    happening.delete()


def _due(after: int) -> list[Happening]:
    due = Happening.objects.filter(due_at__lte=timezone.now(), pk__gt=after)
    return list(due.order_by("pk")[:BATCH])


def _batches(people: People, *, but: int) -> Iterator[list[int]]:
    """Yield who of these is here, but who did it."""
    if not isinstance(people, QuerySet) and not {*people} - {but}:
        return
    here = User.objects.filter(pk__in=people, is_active=True).exclude(pk=but)
    here = here.order_by("pk").values_list("pk", flat=True)
    batch = list(here[:BATCH])
    while batch:
        yield batch
        batch = list(here.filter(pk__gt=batch[-1])[:BATCH]) if len(batch) == BATCH else []


def _tell(people: list[int], audience: Audience, happening: Happening, place: ThingPlace) -> None:
    """Tell these people. What is muted is read from the first: it never appears, not later either.

    Whom a moderator speaks to is told in any case. Of clicks that are told together who mutes the
    clicker is told by those of others.
    """
    muted = place.muted_by(people, happening.actor_id)
    if muted and audience.reason in ADDRESSED and is_moderator(happening.actor):
        muted = set()
    if audience.day:
        people = [person for person in people if person not in muted]
    thing = {"thing": audience.thing, "number": audience.number, "day": audience.day}
    known = Notification.objects.filter(**thing, person__in=people)
    before = {person: row for person, *row in known.values_list("person", "reason", "is_muted")}
    rows = [
        Notification(
            person_id=person,
            reason=audience.reason,
            actor_id=None if audience.day else happening.actor_id,
            created_at=happening.due_at,
            is_muted=person in muted,
            read_at=happening.due_at if person in muted else None,
            **thing,
        )
        for person in people
        if person not in before
    ]
    # Who was told for less, as the points of a reply were placed after it was posted.
    weaker = STRONGEST_FIRST[STRONGEST_FIRST.index(audience.reason) + 1 :]
    for_more = [person for person, (why, _) in before.items() if why in weaker]
    # A moderator speaks to them of what was kept from them for another reason.
    kept = [person for person, (_, is_muted) in before.items() if is_muted]
    if kept and not (audience.reason in ADDRESSED and is_moderator(happening.actor)):
        kept = []
    if not rows and not for_more and not kept:
        return
    with transaction.atomic():
        # Somebody else may tell them at this moment.
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        if for_more:
            known.filter(reason__in=weaker).update(reason=audience.reason)
        if kept:
            known.filter(person__in=kept).update(is_muted=False, read_at=None)
        people = [*(row.person_id for row in rows), *for_more, *kept]
        new = known.filter(person__in=people, is_muted=False)
        told.send(Notification, told=new, reason=audience.reason)
