"""Sending what waits in the outbox.

What a mail says is read from the record as it is sent. A mail is claimed, sent, and noted: where
this is stopped between the last two, it is sent once more when the claim is over, under the same
name, by which most programs show it once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone, translation

from accounts.mail import fault
from accounts.models import User
from mail.claims import claim, close, is_ours, put_off, release
from mail.contents.decisions import decisions_content
from mail.contents.digests import digest_content
from mail.contents.notices import notice_content
from mail.envelopes import MailContent, enclosed
from mail.models import OutboxMail
from mail.recipients import address_of
from mail.refusals import forgive, note_refusal
from mail.words import SendingOutcome, What
from web.languages import spoken

logger = logging.getLogger(__name__)

CONTENTS: dict[str, Callable[[OutboxMail, User, EmailAddress], MailContent | None]] = {
    What.NOTICE: notice_content,
    What.DECISIONS: decisions_content,
    What.DAILY: digest_content,
    What.WEEKLY: digest_content,
}
# By these the server says that it is about one mail, or one address, unless it closes.
OF_ONE, CLOSING = (SMTPRecipientsRefused, SMTPDataError), 421


class ServerAwayError(Exception):
    """The mail server cannot be reached, or takes nothing at the moment."""


def send_waiting() -> int:
    """Send all that is due, oldest first, some at a time; return how many mails went out.

    What the server refuses, or fails, is logged without an address, stops no other mail, and is
    tried again later; where the server is away the rest waits. Several may do so at once.
    """
    sent = 0
    with _server() as server:
        while claimed := claim():
            for place, mail in enumerate(claimed):
                if not is_ours(mail):
                    release(claimed[place:])
                    break
                try:
                    sent += _send(mail, server)
                except ServerAwayError:
                    release(claimed[place + 1 :])
                    return sent
    return sent


def _send(mail: OutboxMail, server: Any) -> bool:
    """Send a mail, and return whether it went out. Raises ServerAwayError."""
    try:
        address = address_of(mail.person)
        content = _content(mail, address) if address else None
    except Exception as error:
        # Its text would name people.
        logger.error("A mail could not be made, and waits: %s %s", mail, fault(error))
        put_off(mail)
        return False
    if content is None or address is None:
        close(mail, SendingOutcome.DROPPED)
        return False
    try:
        _hand_in(enclosed(content, address), server)
    except Exception as error:
        _failed(mail, address, error)
        return False
    close(mail, SendingOutcome.SENT, content.notices)
    forgive(address)
    return True


def _content(mail: OutboxMail, address: EmailAddress) -> MailContent | None:
    """Return what it says, in the language of its reader, with times as they have them."""
    person = mail.person
    with translation.override(spoken(person.language)), timezone.override(person.timezone):
        return CONTENTS[mail.what](mail, person, address)


def _hand_in(message: EmailMultiAlternatives, server: Any) -> None:
    """Give a mail to the server; once more where it closed, as some do after a hundred mails."""
    was_open = getattr(server, "connection", None) is not None
    message.connection = server
    server.open()
    try:
        message.send()
    except SMTPException as error:
        if not was_open or not _closed(error):
            raise
        server.close()
        server.open()
        message.send()


def _closed(error: SMTPException) -> bool:
    return isinstance(error, SMTPServerDisconnected) or _code(error) == CLOSING


def _failed(mail: OutboxMail, address: EmailAddress, error: Exception) -> None:
    """Note why a mail did not go out; raises ServerAwayError where that is not about it alone."""
    logger.error("A mail was not sent: %s %s", mail, fault(error))
    if isinstance(error, SMTPRecipientsRefused) and _code(error) >= 500:
        note_refusal(address)
        close(mail, SendingOutcome.REFUSED)
        return
    put_off(mail)
    of_server = isinstance(error, OSError) and not isinstance(error, OF_ONE)
    if of_server or _code(error) == CLOSING:
        raise ServerAwayError


def _code(error: Exception) -> int:
    """Return what the server answered, as a number."""
    if isinstance(error, SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    return int(getattr(error, "smtp_code", 0))


@contextmanager
def _server() -> Iterator[Any]:
    """Give a connection to the mail server, which the first mail opens; it is closed at the end."""
    server = get_connection()
    try:
        yield server
    finally:
        # It may have gone before us.
        with suppress(OSError):
            server.close()
