"""What wakes the outbox. It has all that is to be sent: whatever is lost here is found there."""

from datetime import timedelta
from functools import partial
from threading import Lock, Timer
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.mail import hand_over
from mail.claims import next_due
from mail.delivery import send_waiting
from mail.outbox import put_decisions

# However soon the next mail is due, and however late.
SOONEST, LATEST = timedelta(seconds=1), timedelta(hours=1)

# This process's timer, and when it ends.
_lock = Lock()
_timers: list[Timer] = []
_ends: list[float] = []


@task()
def send() -> int:
    """Send what is due, and return how many mails went out."""
    return send_due()


def send_due() -> int:
    """Send what is due, decisions of moderators among it, and return how many mails went out."""
    put_decisions()
    return send_waiting()


def wake_on_commit(delay: int) -> None:
    """Let the outbox be sent, in so many seconds, once what is put into it is kept."""
    transaction.on_commit(partial(wake, delay), robust=True)


def wake(delay: int) -> None:
    """Let what is due be sent in so many seconds: by a worker, or beside the requests."""
    if settings.BACKGROUND_WORKER:
        send.using(run_after=timezone.now() + timedelta(seconds=delay)).enqueue()
    elif not delay:
        hand_over("the outbox", _send_and_wait)
    elif settings.MAIL_THREADS:
        _wait(timedelta(seconds=delay))


def _send_and_wait() -> None:
    """Send what is due, and come back for what is due later: without a worker nobody else does."""
    send_due()
    due = next_due() if settings.MAIL_THREADS else None
    if due is not None:
        _wait(due - timezone.now())


def _wait(delay: timedelta) -> None:
    """Come back after a while, unless this process does so sooner already."""
    seconds = min(max(delay, SOONEST), LATEST).total_seconds()
    with _lock:
        if _timers and _timers[0].is_alive():
            if _ends[0] <= monotonic() + seconds:
                return
            _timers[0].cancel()
        timer = Timer(seconds, hand_over, ("the outbox", _send_and_wait))
        timer.daemon = True
        _timers[:], _ends[:] = [timer], [monotonic() + seconds]
        timer.start()
