"""Who is sending a mail of the outbox: two at once never send the same."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from mail.models import OutboxMail
from mail.outbox import TRIES
from mail.words import SendingOutcome
from moderation.models import Notice

# So many mails are claimed at once, for so long; whoever has them longer was stopped.
BATCH = 20
CLAIM = timedelta(minutes=10)
# Who claimed mails begins none later than so long before that ends: a server that hangs is given up
# after some times EMAIL_TIMEOUT.
RESERVE = timedelta(minutes=5)
# After a failure a mail waits so long, then twice as long, and so on up to hours.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=4)


def claim() -> list[OutboxMail]:
    """Return mails that are due and nobody is sending, the oldest first; they are ours for a while.

    Three queries, some of them locks of rows that others pass by.
    """
    now = timezone.now()
    with transaction.atomic():
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        due = OutboxMail.objects.waiting().filter(free, due_at__lte=now).order_by("due_at", "pk")
        locked = due.select_for_update(skip_locked=True, of=("self",))
        found = list(locked.values_list("pk", flat=True)[:BATCH])
        ours = OutboxMail.objects.filter(pk__in=found)
        ours.update(claimed_until=now + CLAIM)
        return list(ours.select_related("person").order_by("due_at", "pk"))


def is_ours(mail: OutboxMail) -> bool:
    """Whether there is time enough to send a mail that was claimed."""
    return timezone.now() < mail.claimed_until - RESERVE


def release(mails: Iterable[OutboxMail]) -> None:
    """Leave mails that were claimed and not tried to whoever comes next."""
    for mail in mails:
        mine = OutboxMail.objects.filter(pk=mail.pk, claimed_until=mail.claimed_until)
        mine.update(claimed_until=None)


def close(mail: OutboxMail, outcome: SendingOutcome, notices: tuple[int, ...] = ()) -> None:
    """Note what became of a mail; `notices` are the decisions that it told of."""
    now = timezone.now()
    with transaction.atomic():
        done = OutboxMail.objects.filter(pk=mail.pk)
        done.update(closed_at=now, claimed_until=None, outcome=outcome)
        if notices:
            Notice.objects.filter(pk__in=notices).update(mailed_at=now)


def put_off(mail: OutboxMail) -> None:
    """Note that a mail did not go out: it is tried again later, or given up where it is old."""
    now = timezone.now()
    if now - mail.created_at > TRIES:
        close(mail, SendingOutcome.LOST)
        return
    wait = min(FIRST_WAIT * 2 ** min(mail.failures, 10), LONGEST_WAIT)
    # Not all at once again.
    wait *= random.uniform(0.75, 1.25)  # noqa: S311 (no secret)
    later = {"due_at": now + wait, "failures": F("failures") + 1, "claimed_until": None}
    OutboxMail.objects.filter(pk=mail.pk).update(**later)


def next_due() -> datetime | None:
    """Return when the next mail of the outbox may be claimed; None for none."""
    free = Greatest("due_at", Coalesce("claimed_until", "due_at"))
    return OutboxMail.objects.waiting().aggregate(free=Min(free))["free"]
