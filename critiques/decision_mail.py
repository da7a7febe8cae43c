"""Mail to whom moderators decided about, once the decision is kept; a dead server loses nothing."""

import logging
from datetime import timedelta
from functools import partial
from itertools import groupby
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.outgoing import fault, hand_over
from critiques.loglines import LogLine, log_line, with_people
from critiques.logtargets import Seen, yours
from moderation.models import LogEntry, Notice
from moderation.models.told import APPEALABLE
from moderation.signals import logged

logger = logging.getLogger(__name__)

# How long mail that did not go out is tried again.
TRIES = timedelta(days=3)


@receiver(logged)
def mail_on_commit(entry: LogEntry, **_: object) -> None:
    """Once the line is kept, mail those whom it and its parts concern."""
    if entry.part_of_id is None:
        whole = Q(entry=entry.pk) | Q(entry__part_of=entry.pk)
        send = partial(mail_notices, Notice.objects.filter(whole))
        transaction.on_commit(partial(hand_over, "decisions", send), robust=True)


def mail_waiting_notices() -> int:
    """Try again what did not go out in the last days; return how many notices went out now."""
    since = timezone.now() - TRIES
    return mail_notices(Notice.objects.filter(seen_at=None, entry__created_at__gte=since))


def mail_notices(notices: QuerySet) -> int:
    """Mail those of these notices that were not mailed, in one mail to each person.

    Only to a confirmed address, and of each text only what its reader may know by now. Returns
    how many went out; what the server refuses is logged, and waits for another try.
    """
    unsent = notices.filter(mailed_at=None).select_related("person").order_by("person", "entry")
    waiting, sent = list(unsent), 0
    if not waiting:
        return 0
    try:
        with get_connection() as server:
            for person, told in groupby(waiting, key=lambda notice: notice.person):
                sent += _mail(server, person, [notice.entry_id for notice in told])
    except (OSError, SMTPException) as error:
        logger.error("Mail about decisions did not go out, and waits: %s", fault(error))
    return sent


def _mail(server: object, person: User, entry_ids: list[int]) -> int:
    address = _confirmed_address(person)
    if not address:
        return 0
    entries = list(with_people(LogEntry.objects.filter(pk__in=entry_ids)).order_by("pk"))
    seen = Seen.load(person, entries)
    with timezone.override(person.timezone):
        lines = [(log_line(entry, seen), *yours(entry, seen)) for entry in entries]
    answerable = any(entry.act in APPEALABLE for entry in entries)
    context = {"name": person.shown_name, "lines": lines, "answerable": answerable}
    # Neither names nor titles stand in a header.
    mail = EmailMessage(
        subject="[Rejoinder] " + _subject([line for line, *_ in lines]),
        body=render_to_string("critiques/email/decisions.txt", context),
        to=[address],
        connection=server,
    )
    mail.send()
    now = timezone.now()
    return Notice.objects.filter(entry__in=entry_ids).update(mailed_at=now)


def _subject(lines: list[LogLine]) -> str:
    if len(lines) > 1:
        return f"Moderators decided about {len(lines)} of your texts"
    return "Moderators decided about something of yours"


def _confirmed_address(person: User) -> str:
    if not person.is_active or person.left_at is not None:
        return ""
    confirmed = person.emailaddress_set.filter(verified=True).order_by("-primary", "pk")
    return confirmed.values_list("email", flat=True).first() or ""
