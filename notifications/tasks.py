"""What is done beside requests. A task only wakes what waits in tables; each is safe twice."""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Event
from time import sleep

from django.conf import settings
from django.db import close_old_connections, transaction
from django_tasks import task

from notifications.fanout import tell_waiting

# The answer to who wrote goes first; what others write meanwhile is told with it.
PAUSE = 0.05  # seconds

logger = logging.getLogger(__name__)
# Whether this process is about to look at what waits.
_woken = Event()


@task()
def tell() -> int:
    """Tell whom it concerns what happened, and return how much that was."""
    return tell_waiting()


def tell_on_commit() -> None:
    """Let it be told once what happened is kept; should that fail, what comes next tells it too."""
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Let what waits be told: by a worker, or beside the requests; without TELL_BESIDE at once."""
    if settings.BACKGROUND_WORKER:
        tell.enqueue()
    elif not settings.TELL_BESIDE:
        tell_waiting()
    elif not _woken.is_set():
        _woken.set()
        try:
            _thread().submit(_tell_beside)
        except RuntimeError:  # no thread can begin, or this process ends
            _woken.clear()
            raise


@cache
def _thread() -> ThreadPoolExecutor:
    """One of its own, which no mail server holds up, in each process that tells anything."""
    return ThreadPoolExecutor(1, thread_name_prefix="telling")


def _tell_beside() -> None:
    sleep(PAUSE)
    # What is kept from now on wakes it again.
    _woken.clear()
    try:
        close_old_connections()
        tell_waiting()
    except Exception:
        logger.exception("Nobody was told yet of what waits")
    finally:
        close_old_connections()
