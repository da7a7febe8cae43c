"""Mail to whom moderators decided about, once the decision is kept; a dead server loses nothing."""

import logging
from datetime import timedelta
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.mail import fault, hand_over
from accounts.models import User
from moderation.actions.appeals import APPEAL_DAYS
from moderation.models import APPEALABLE, LogEntry, Notice
from moderation.signals import logged
from staff.log.entries import with_people
from staff.log.lines import log_line
from staff.log.targets import Seen, yours

logger = logging.getLogger(__name__)

# How long mail that did not go out is tried again.
TRIES = timedelta(days=3)
# So many mails follow a decision at once; those to others go out with `mail_decisions`.
AT_ONCE = 20
# One mail is about so many decisions at most, and names the first of them.
MOST, NAMED = 10_000, 20
# Whoever has had a notice for longer was stopped: a server that hangs is given up much sooner.
TAKEN_FOR = timedelta(minutes=10)


@receiver(logged)
def mail_on_commit(entry: LogEntry, **_: object) -> None:
    """Once the line is kept, mail the first of those whom it and its parts concern."""
    if entry.part_of_id is None:
        whole = Q(entry=entry.pk) | Q(entry__part_of=entry.pk)
        send = partial(mail_notices, Notice.objects.filter(whole), most=AT_ONCE)
        transaction.on_commit(partial(hand_over, "decisions", send), robust=True)


def mail_waiting_notices() -> int:
    """Mail what did not go out in the last days; return how many notices went out now."""
    since = timezone.now() - TRIES
    return mail_notices(Notice.objects.filter(seen_at=None, entry__created_at__gte=since))


def mail_notices(notices: QuerySet[Notice], most: int | None = None) -> int:
    """Mail those of these notices that were not mailed, in one mail to each of `most` people.

    Only to a confirmed address, and of each text only what its reader may know by now. Returns
    how many went out; what the server refuses is logged, and waits for another try. What somebody
    else is mailing at this moment is left to them.
    """
    people = list(_reachable(_waiting(notices))[:most])
    if not people:
        return 0
    sent = 0
    try:
        with get_connection() as server:
            for person in people:
                sent += _mail(server, person, notices)
    except (OSError, SMTPException) as error:
        _log(error)
    return sent


def _waiting(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    free = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - TAKEN_FOR)
    return notices.filter(free, mailed_at=None)


def _reachable(waiting: QuerySet[Notice]) -> QuerySet[User]:
    """Return whom these notices are for and who has a confirmed address."""
    confirmed = User.objects.filter(is_active=True, left_at=None, emailaddress__verified=True)
    return confirmed.filter(pk__in=waiting.values("person")).order_by("pk").distinct()


def _mail(server: Any, person: User, notices: QuerySet[Notice]) -> int:
    """Mail somebody, and return how many of the notices went out."""
    address = _confirmed_address(person)
    taken = _take(_waiting(notices).filter(person=person)) if address else []
    if not taken:
        return 0
    mine = Notice.objects.filter(pk__in=taken)
    try:
        _mail_about(mine, person, address, server).send()
    except SMTPRecipientsRefused as error:
        # That is about this address; the others may be good.
        mine.update(taken_at=None)
        _log(error)
        return 0
    except BaseException:
        mine.update(taken_at=None)
        raise
    return mine.update(mailed_at=timezone.now())


def _take(waiting: QuerySet[Notice]) -> list[int]:
    """Take notices to mail them, so that nobody else does, and return their ids."""
    with transaction.atomic():
        free = waiting.order_by("entry").select_for_update(of=("self",))
        taken = list(free.values_list("pk", flat=True)[:MOST])
        Notice.objects.filter(pk__in=taken).update(taken_at=timezone.now())
    return taken


def _mail_about(notices: QuerySet[Notice], person: User, address: str, server: Any) -> EmailMessage:
    count, told = notices.count(), LogEntry.objects.filter(notice__in=notices)
    first = list(told.order_by("pk").values_list("pk", flat=True)[:NAMED])
    entries = list(with_people(LogEntry.objects.filter(pk__in=first)).order_by("pk"))
    seen = Seen.load(person, entries)
    with timezone.override(person.timezone):
        lines = [(log_line(entry, seen), *yours(entry, seen)) for entry in entries]
    context = {
        "name": person.shown_name,
        "lines": lines,
        "more": count - len(lines),
        "days": APPEAL_DAYS,
        "answerable": told.filter(act__in=APPEALABLE).exists(),
    }
    # Neither names nor titles stand in a header.
    subject = f"{count} of your texts" if count > 1 else "something of yours"
    return EmailMessage(
        subject=f"[Rejoinder] Moderators decided about {subject}",
        body=render_to_string("notifications/decisions.txt", context),
        to=[address],
        connection=server,
    )


def _confirmed_address(person: User) -> str:
    here = {"user__is_active": True, "user__left_at": None}
    confirmed = person.emailaddress_set.filter(verified=True, **here).order_by("-primary", "pk")
    return confirmed.values_list("email", flat=True).first() or ""


def _log(error: Exception) -> None:
    logger.error("Mail about decisions did not go out, and waits: %s", fault(error))
