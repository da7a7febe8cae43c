"""Mail that a server further on will never deliver comes back, and after some days none is sent."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from forum.models import Post
from inbox.actions.answers import take
from inbox.addresses import return_address
from inbox.models import MailOutcome
from mail.models import OutboxMail, RefusedAddress
from mail.refusals import DAYS, LAPSE
from mail.tasks import send_due
from notifications.fanout import tell_waiting
from tests.cast import answer, browser_of, text_of
from tests.servers import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <{number}@mx.example.com>
MIME-Version: 1.0
Content-Type: {kind}; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 4 May 2026 12:02:00 +0000

Final-Recipient: rfc822; alice@example.org
Original-Recipient: rfc822;alice@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 No such user

--cut
Content-Type: message/rfc822

{mail}
--cut--
"""
OWN = "Subject: Re: [Rejoinder] Twenty checks\n\nBob replied."
# A mail that comes back may hold what looks like a report.
FALSE = (
    'Content-Type: multipart/report; boundary="in"\n\n--in\n'
    "Content-Type: message/delivery-status\n\nX: y\n\nAction: failed\nStatus: 5.1.1\n\n--in--"
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def answered(settings: Any) -> None:
    """The site has an address for what comes by mail."""
    settings.REPLY_ADDRESS, settings.REPLY_AUTHSERV_ID = "reply@forum.example.org", "mx"


def report(to: str, number: int = 1, **said: str) -> bytes:
    """Return the report of a mail server to an address."""
    usual = {"kind": "multipart/report", "action": "failed", "status": "5.1.1", "mail": OWN}
    return REPORT.format(to=to, number=number, **(usual | said)).encode()


def back_to(user: User) -> str:
    return return_address(user, user.emailaddress_set.get().pk)


def mailed(mails: MailServer, clock: time_machine.Traveller) -> int:
    """Return how many mails go out."""
    before = len(mails.mails)
    tell_waiting()
    clock.shift(timedelta(minutes=2))
    send_due()
    return len(mails.mails) - before


def test_who_cannot_be_reached_is_left_alone_and_told(
    mail_server: MailServer, settings: Any, clock: Any, alice: User, bob: User, essay: Post
) -> None:
    mail_server.use(settings)
    for day in range(DAYS):
        answer(bob, essay, f"One on day {day}.")
        assert mailed(mail_server, clock) == 1, "our own server took the one before, too"
        back = mail_server.returns[-1]
        assert back == back_to(alice)
        assert mail_server.mails[-1]["from"] == settings.DEFAULT_FROM_EMAIL
        for again in (0, 1):
            took = take(raw=report(back, number=2 * day + again), recipient=back)
            assert took == MailOutcome.RETURNED
        clock.shift(timedelta(days=1))
    assert RefusedAddress.objects.get().stopped_at is not None
    answer(bob, essay, "One more.")
    assert mailed(mail_server, clock) == 0
    assert not OutboxMail.objects.waiting().exists()
    alices = browser_of(alice)
    assert "Mail to you was refused" in text_of(alices.get("/"))
    alices.post("/account/mail/resume/")
    assert not RefusedAddress.objects.exists()


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({}, MailOutcome.RETURNED),
        ({"action": "FAILED", "status": " 5.2.2 (full)"}, MailOutcome.RETURNED),
        ({"action": "delayed", "status": "4.4.1"}, MailOutcome.AUTOMATIC),
        ({"status": "4.4.7"}, MailOutcome.AUTOMATIC),
        ({"action": "delivered", "status": "2.0.0"}, MailOutcome.AUTOMATIC),
        ({"action": "delivered", "status": "2.0.0", "mail": FALSE}, MailOutcome.AUTOMATIC),
        ({"kind": "multipart/mixed"}, MailOutcome.AUTOMATIC),
    ],
)
def test_what_is_no_final_word_stops_nothing(
    alice: User, said: dict[str, str], outcome: MailOutcome
) -> None:
    raw = report(back_to(alice), **said)
    assert [take(raw=raw), take(raw=raw)] == [outcome, MailOutcome.AGAIN]
    assert RefusedAddress.objects.count() == (outcome == MailOutcome.RETURNED)


def test_it_counts_for_the_address_of_its_mail_alone(alice: User, bob: User) -> None:
    back, at = back_to(alice), "@forum.example.org"
    forged = back.replace(at, "a" + at), back.replace("b", "e", 1), f"reply{at}"
    another = back_to(bob).replace(f"+{bob.pk}b", f"+{alice.pk}b")
    assert another != back_to(bob)
    for address in (*forged, another):
        take(raw=report(address))
    assert not RefusedAddress.objects.exists()
    # What ours is told is read by programs alone: whoever writes there is told nothing.
    take(raw=report(back).replace(b"multipart/report", b"text/plain"), recipient=back)
    assert not RefusedAddress.objects.exists()
    alice.set_password("another one altogether")
    alice.save()
    assert take(raw=report(back)) == MailOutcome.UNKNOWN


def test_what_came_back_long_ago_is_forgotten(alice: User, clock: Any) -> None:
    for number in range(2 * DAYS):
        assert take(raw=report(back_to(alice), number=number)) == MailOutcome.RETURNED
        clock.shift(LAPSE + timedelta(days=1))
    assert RefusedAddress.objects.get().stopped_at is None
