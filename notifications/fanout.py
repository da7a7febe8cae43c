"""Telling whom it concerns what happened; safe to do twice, and to go on with after a crash."""

import logging
from collections.abc import Callable, Iterable
from itertools import chain

from django.db import transaction
from django.utils import timezone

from accounts.rules import is_moderator
from notifications.audiences import objections, replies
from notifications.audiences.people import Audience
from notifications.models import Happening, Notification
from notifications.mutes import ThingPlace
from notifications.recipients import Recipient, recipients_of
from notifications.signals import told
from notifications.words import STRONGEST_FIRST, Happened, Reason

logger = logging.getLogger(__name__)

# So many happenings are in memory at once.
BATCH = 500

AUDIENCES: dict[str, Callable[[Happening], Audience | None]] = {
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
    audience = AUDIENCES[happening.what](happening)
    place: list[ThingPlace] = []
    if audience is not None:
        for here in recipients_of(audience, but=happening.actor_id):
            _tell(here, audience, happening, _muted_by(here, audience, happening, place))
    happening.delete()


def _due(after: int) -> list[Happening]:
    due = Happening.objects.filter(due_at__lte=timezone.now(), pk__gt=after)
    return list(due.order_by("pk")[:BATCH])


def _muted_by(
    here: list[Recipient], audience: Audience, happening: Happening, place: list[ThingPlace]
) -> set[int]:
    """Return who of these has muted it; where it stands is asked once, if any mutes anything.

    Whom a moderator speaks to is told in any case.
    """
    people = [each.person for each in here if each.mutes_something]
    if not people:
        return set()
    if not place:
        place.append(ThingPlace.of(audience.thing, audience.number))
    muted = place[0].muted_by(people, happening.actor_id)
    return muted - _spoken_to(muted, audience, happening)


def _spoken_to(people: Iterable[int], audience: Audience, happening: Happening) -> set[int]:
    """Return to whom of these a moderator speaks."""
    addressed = audience.addressed.intersection(people)
    return addressed if addressed and is_moderator(happening.actor) else set()


def _tell(here: list[Recipient], audience: Audience, happening: Happening, muted: set[int]) -> None:
    """Tell these people. What is muted is read from the first: it never appears, not later either.

    Of clicks that are told together who mutes the clicker is told by those of others.
    """
    thing = {"thing": audience.thing, "number": audience.number, "day": audience.day}
    if audience.day:
        here = [each for each in here if each.person not in muted]
    rows = [
        Notification(
            person_id=each.person,
            reason=each.why,
            actor_id=None if audience.day else happening.actor_id,
            created_at=happening.due_at,
            is_muted=each.person in muted,
            read_at=happening.due_at if each.person in muted else None,
            **thing,
        )
        for each in here
        if each.reason is None
    ]
    # Who was told for less, as the points of a reply were placed after it was posted.
    for_more: dict[Reason, list[int]] = {}
    for each in here:
        if each.reason in _weaker(each.why):
            for_more.setdefault(each.why, []).append(each.person)
    # A moderator speaks to them of what was kept from them for another reason.
    kept = _spoken_to((each.person for each in here if each.is_muted), audience, happening)
    people = {*(row.person_id for row in rows), *chain(*for_more.values()), *kept}
    if not people:
        return
    known = Notification.objects.filter(**thing)
    with transaction.atomic():
        # Somebody else may tell them at this moment.
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        for why, some in for_more.items():
            known.filter(person__in=some, reason__in=_weaker(why)).update(reason=why)
        if kept:
            known.filter(person__in=kept).update(is_muted=False, read_at=None)
        told.send(Notification, audience=audience, people=sorted(people))


def _weaker(reason: Reason) -> tuple[Reason, ...]:
    return STRONGEST_FIRST[STRONGEST_FIRST.index(reason) + 1 :]
