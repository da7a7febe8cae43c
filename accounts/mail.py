"""Mails go out beside the requests that ask for them: a mail server that hangs stops nobody."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from smtplib import SMTPException, SMTPResponseException
from threading import BoundedSemaphore

from django.conf import settings
from django.db import connections

# So many wait in one process while the server hangs; what comes then is not taken.
ROOM = 200

Letter = tuple[str, Callable[[], object]]

logger = logging.getLogger(__name__)
_room = BoundedSemaphore(ROOM)
_held_back: ContextVar[list[Letter] | None] = ContextVar("held_back", default=None)


def hand_over(what: str, send: Callable[[], object]) -> bool:
    """Let `send` be called soon, and return whether it was taken; `what` is its name in the log.

    It happens in one of MAIL_THREADS threads, at the latest when the process ends; without any,
    here and now. A failure is logged, and nobody's address with it.
    """
    held = _held_back.get()
    if held is not None:
        held.append((what, send))
        return True
    if not settings.MAIL_THREADS:
        return _send(what, send)
    if not _room.acquire(blocking=False):
        logger.error("A mail was given up, as %s others wait: %s", ROOM, what)
        return False
    _threads().submit(_send_beside, what, send)
    return True


@contextmanager
def held_back() -> Iterator[None]:
    """Hand over only at the end what is handed over inside, and nothing where it fails."""
    letters: list[Letter] = []
    token = _held_back.set(letters)
    try:
        yield
    finally:
        _held_back.reset(token)
    for what, send in letters:
        hand_over(what, send)


def fault(error: Exception) -> str:
    """Return what may be logged of an error: its text would name whom the mail was for."""
    code = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
    return f"{type(error).__name__}{code}"


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.MAIL_THREADS, thread_name_prefix="mail")


def _send_beside(what: str, send: Callable[[], object]) -> None:
    try:
        _send(what, send)
    except Exception as error:
        logger.error("A mail was not sent, by a fault of ours: %s: %s", what, fault(error))
    finally:
        connections.close_all()
        _room.release()


def _send(what: str, send: Callable[[], object]) -> bool:
    try:
        send()
    except (OSError, SMTPException) as error:
        logger.error("A mail could not be sent: %s: %s", what, fault(error))
        return False
    return True
