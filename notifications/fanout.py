"""Telling whom it concerns what happened; safe to do twice, and to go on with after a crash."""

import logging
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.rules import is_moderator
from notifications.audiences import objections, replies
from notifications.audiences.people import Audience, People
from notifications.models import Happening, Notification
from notifications.mutes import ThingPlace
from notifications.recipients import Recipient, recipients_of
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
        for people in _batches(audience.people, but=happening.actor_id):
            here = recipients_of(people, audience)
            _tell(here, audience, happening, _muted_by(here, audience, happening, places))
    happening.delete()


def _due(after: int) -> list[Happening]:
    due = Happening.objects.filter(due_at__lte=timezone.now(), pk__gt=after)
    return list(due.order_by("pk")[:BATCH])


def _batches(people: People, *, but: int) -> Iterator[list[int]]:
    """Yield the ids of these, but of who did it."""
    if not isinstance(people, QuerySet):
        every = sorted({*people} - {but})
        yield from (every[at : at + BATCH] for at in range(0, len(every), BATCH))
        return
    others = people.exclude(user=but).order_by("user").values_list("user", flat=True).distinct()
    batch = list(others[:BATCH])
    while batch:
        yield batch
        batch = list(others.filter(user__gt=batch[-1])[:BATCH]) if len(batch) == BATCH else []


def _muted_by(
    here: list[Recipient],
    audience: Audience,
    happening: Happening,
    places: dict[tuple[str, int], ThingPlace],
) -> set[int]:
    """Return who of these has muted it; where it stands is asked once, if any mutes anything.

    Whom a moderator speaks to is told in any case.
    """
    people = [each.person for each in here if each.mutes_something]
    if not people:
        return set()
    thing = audience.thing, audience.number
    if thing not in places:
        places[thing] = ThingPlace.of(*thing)
    muted = places[thing].muted_by(people, happening.actor_id)
    return set() if muted and _by_moderator(audience, happening) else muted


def _by_moderator(audience: Audience, happening: Happening) -> bool:
    return audience.reason in ADDRESSED and is_moderator(happening.actor)


def _tell(here: list[Recipient], audience: Audience, happening: Happening, muted: set[int]) -> None:
    """Tell these people. What is muted is read from the first: it never appears, not later either.

    Of clicks that are told together who mutes the clicker is told by those of others.
    """
    thing = {"thing": audience.thing, "number": audience.number, "day": audience.day}
    if audience.day:
        here = [each for each in here if each.person not in muted]
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
        for person, _, before, _ in here
        if before is None
    ]
    # Who was told for less, as the points of a reply were placed after it was posted.
    weaker = STRONGEST_FIRST[STRONGEST_FIRST.index(audience.reason) + 1 :]
    for_more = [each.person for each in here if each.reason in weaker]
    # A moderator speaks to them of what was kept from them for another reason.
    kept = [each.person for each in here if each.is_muted]
    if kept and not _by_moderator(audience, happening):
        kept = []
    if not rows and not for_more and not kept:
        return
    known = Notification.objects.filter(**thing)
    with transaction.atomic():
        # Somebody else may tell them at this moment.
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        if for_more:
            known.filter(person__in=for_more, reason__in=weaker).update(reason=audience.reason)
        if kept:
            known.filter(person__in=kept).update(is_muted=False, read_at=None)
        people = [*(row.person_id for row in rows), *for_more, *kept]
        told.send(Notification, audience=audience, people=people)
