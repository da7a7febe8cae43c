"""Reading a mailbox over IMAP: each unseen mail is dealt with, and then marked as seen."""

import logging
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4, IMAP4_SSL

from django.conf import settings
from django.db import InterfaceError, OperationalError

from accounts.mail import fault
from inbox.actions.answers import take
from inbox.letters import HEAD, MOST
from inbox.models import MailOutcome

TIMEOUT = 30  # seconds
# So many in one go; the next one goes on.
BATCH = 500

logger = logging.getLogger(__name__)


class MailboxAwayError(Exception):
    """The mailbox could not be read; its text names neither the server nor the person."""


def read_mailbox() -> Counter[MailOutcome]:
    """Deal with what is not seen in the mailbox of the settings; return how often what became.

    A mail is marked as seen once it was dealt with; where that fails it comes again, and is known.
    One that we fail at is logged, and stays for the next time. Raises MailboxAwayError, and what
    the database raises where it is away.
    """
    found: Counter[MailOutcome] = Counter()
    try:
        with _opened() as server:
            for number in _unseen(server):
                raw = _fetched(server, number)
                try:
                    found[take(raw=raw)] += 1
                except (InterfaceError, OperationalError):
                    raise
                except Exception as error:
                    # One mail must not keep back the others.
                    logger.error("A mail could not be dealt with, and waits: %s", fault(error))
                    continue
                server.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
    except (OSError, IMAP4.error) as error:
        raise MailboxAwayError(fault(error)) from error
    return found


@contextmanager
def _opened() -> Iterator[IMAP4]:
    """Yield the mailbox, signed in; its certificate is verified, or nothing is said to it."""
    place, trusted = settings.MAILBOX, ssl.create_default_context()
    if place["STARTTLS"]:
        server = IMAP4(place["HOST"], place["PORT"], timeout=TIMEOUT)
    else:
        server = IMAP4_SSL(place["HOST"], place["PORT"], ssl_context=trusted, timeout=TIMEOUT)
    try:
        if place["STARTTLS"]:
            server.starttls(trusted)
        server.login(place["USER"], place["PASSWORD"])
        folder = place["FOLDER"].replace("\\", "\\\\").replace('"', '\\"')
        if server.select(f'"{folder}"')[0] != "OK":
            raise IMAP4.error("no such folder")
        yield server
    finally:
        try:
            server.logout()
        except (OSError, IMAP4.error):
            # It is over all the same.
            with suppress(OSError):
                server.shutdown()


def _unseen(server: IMAP4) -> list[str]:
    _, [numbers] = server.uid("SEARCH", "UNSEEN")
    return (numbers or b"").decode("ascii").split()[:BATCH]


def _fetched(server: IMAP4, number: str) -> bytes:
    """Return a mail; of one that is too large, its head and something that makes it too large."""
    size = server.uid("FETCH", number, "(RFC822.SIZE)")[1]
    digits = str(size[0]).partition("RFC822.SIZE ")[2]
    length = int("".join(sign for sign in digits[:12] if sign.isdigit()) or 0)
    what = "BODY.PEEK[]" if length <= MOST else f"BODY.PEEK[]<0.{HEAD}>"
    for part in server.uid("FETCH", number, f"({what})")[1]:
        if isinstance(part, tuple):
            return part[1] if length <= MOST else part[1].ljust(MOST + 1)
    raise IMAP4.error("a mail that is no more")
