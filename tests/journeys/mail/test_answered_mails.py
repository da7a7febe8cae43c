"""From a page to a mail, from the mail to an answer, and from that to a page and a mail again.

The mails are those that a mail server took, and answered as two programs do it: nothing is made up
of what one half thinks of the other.
"""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply, State
from inbox.models import MailOutcome
from mail.tasks import send_due
from notifications.fanout import tell_waiting
from tests.cast import browser_of, text_of
from tests.servers import MailServer

pytestmark = pytest.mark.django_db

SERVER = "mx.forum.example"
ASKED = (
    "The count in your third check is wrong, as nobody asked the nine who left.\n\n"
    "Was the second room *heated* at all? I could not find it in the notes."
)
POINTS = "a) The appendix has nine rows, one for each of them.\nb) It was heated by a stove."


@pytest.fixture(autouse=True)
def mails(mail_server: MailServer, settings: Any) -> MailServer:
    """The mail server of a site that takes answers by mail."""
    mail_server.use(settings)
    settings.REPLY_ADDRESS = "reply@forum.example"
    settings.REPLY_AUTHSERV_ID = SERVER
    settings.DEFAULT_FROM_EMAIL = "Rejoinder <forum@forum.example>"
    return mail_server


def write(who: User, post: Post, body: str, to: str = "") -> Reply:
    """Let somebody reply on the page, and return the reply."""
    said = {"body": body, "parent": to}
    assert browser_of(who).post(f"/posts/{post.pk}/reply/", said).status_code == 302
    return Reply.objects.filter(author=who).latest("pk")


def mailed_to(mails: MailServer, name: str) -> EmailMessage:
    """Return the last mail to somebody, once all that waits is sent."""
    tell_waiting()
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        send_due()
    return [each for each in mails.mails if each["to"] == f"{name}@example.org"][-1]


def receive(monkeypatch: pytest.MonkeyPatch, raw: str) -> MailOutcome:
    """Hand a mail over as a mail server does, and return what became of it."""
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw.encode())))
    call_command("receive_mail", stdout=said)
    return next(each for each in MailOutcome if said.getvalue() == f"The mail was {each.label}.\n")


def gmail_quotes(mail: EmailMessage) -> list[str]:
    """Return the HTML part as text, each block quote marked, in short lines, as Gmail has it."""
    part = mail.get_body(("html",))
    assert part is not None
    body = BeautifulSoup(part.get_content(), "html.parser").body
    assert body is not None
    lines: list[str] = []
    for tag in body.find_all(["h1", "p", "li", "pre"]):
        deep = "> " * (1 + len(tag.find_parents("blockquote")))
        for line in tag.get_text().split("\n"):
            words, row = line.split(), ""
            for word in words:
                if len(row) + len(word) > 60:
                    lines.append(f"{deep}{row}".rstrip())
                    row = ""
                row = f"{row} {word}".strip()
            lines.append(f"{deep}{row}".rstrip())
        lines.append(deep.rstrip())
    return lines


def plain_quotes(mail: EmailMessage) -> list[str]:
    """Return the text part, each line marked, as Thunderbird and mutt have it."""
    part = mail.get_body(("plain",))
    assert part is not None
    lines = part.get_content().replace("\r\n", "\n").split("\n")
    lines = lines[: lines.index("-- ")]
    return [f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines]


def between(lines: list[str]) -> list[str]:
    """Return quoted lines with two answers: beneath the first paragraph, and at the end."""
    [ends] = [n for n, line in enumerate(lines) if line.endswith("who left.")]
    return [*lines[: ends + 1], "", "They were asked.", "", *lines[ends + 1 :], "", POINTS]


def by_gmail(mail: EmailMessage) -> str:
    said = "On Tue, Dec 1, 2026 at 10:02 AM Rejoinder <forum@forum.example>\nwrote:\n\n"
    return f"They were asked.\n\n{POINTS}\n\n{said}" + "\n".join(gmail_quotes(mail))


def by_gmail_between(mail: EmailMessage) -> str:
    said = "On Tue, Dec 1, 2026 at 10:02 AM Rejoinder <forum@forum.example>\nwrote:\n\n"
    return said + "\n".join(between(gmail_quotes(mail)))


def by_thunderbird_between(mail: EmailMessage) -> str:
    said = "On 01/12/2026 10:02, Rejoinder wrote:\n"
    return said + "\n".join(between(plain_quotes(mail))) + "\n\n-- \nBob\n+43 1 234567"


# As Gmail has it, without the stars that the HTML part has not.
PARAGRAPHS = ASKED.replace("*", "").split("\n\n")
ABOVE = f"They were asked.\n\n{POINTS}"
BETWEEN = f"> {PARAGRAPHS[0]}\n\nThey were asked.\n\n> {PARAGRAPHS[1]}\n\n{POINTS}"


def said_in(reply: Reply) -> str:
    """Return a reply’s words, without the line ends and stars by which programs’ quotes differ."""
    return re.sub(r"(?<=\S)\n> ", " ", reply.body.replace("*", ""))


@pytest.mark.parametrize(
    ("program", "said"),
    [(by_gmail, ABOVE), (by_gmail_between, BETWEEN), (by_thunderbird_between, BETWEEN)],
)
def test_a_mail_is_answered_and_the_answer_stands_and_is_mailed(
    mails: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    alice: User,
    bob: User,
    essay: Post,
    program: Callable[[EmailMessage], str],
    said: str,
) -> None:
    asked = write(alice, essay, ASKED, to=str(write(bob, essay, "Few.").pk))
    came = mailed_to(mails, "bob")
    head = (
        f"Authentication-Results: {SERVER}; dmarc=pass header.from=example.org\n"
        f"From: Bob <bob@example.org>\nTo: Rejoinder <{came['reply-to']}>\n"
        f"Subject: {came['subject']}\nMessage-ID: <one@example.org>\n"
        f"In-Reply-To: {came['message-id']}\nReferences: {came['references']}\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
    )
    assert receive(monkeypatch, head + program(came)) == MailOutcome.POSTED
    reply = Reply.objects.filter(author=bob).latest("pk")
    assert (reply.parent, reply.post, reply.state) == (asked, essay, State.VISIBLE)
    assert said_in(reply) == said
    assert f'id="reply-{reply.pk}-b"' in reply.html and not Objection.objects.exists()
    assert "It was heated by a stove." in text_of(browser_of(None).get(essay.get_absolute_url()))
    told = mailed_to(mails, "alice")
    assert told["in-reply-to"] == came["message-id"]
    assert told["references"].split() == [*came["references"].split(), told["message-id"]]
    assert told["subject"] == came["subject"] == "Re: [Rejoinder] Twenty checks"
    assert receive(monkeypatch, head + program(came)) == MailOutcome.AGAIN


def test_the_sites_own_mail_that_comes_back_is_not_taken(
    mails: MailServer, monkeypatch: pytest.MonkeyPatch, alice: User, bob: User, essay: Post
) -> None:
    """A mailbox that forwards, or a list that has the address, sends ours to us."""
    write(bob, essay, "Few.")
    came = mailed_to(mails, "alice")
    passed = f"Authentication-Results: {SERVER}; dmarc=pass header.from=example.org\n"
    for sender in ("Rejoinder <forum@forum.example>", "Alice <alice@example.org>"):
        back = came.as_string().replace(f"To: {came['to']}", f"To: {came['reply-to']}")
        back = back.replace("From: Rejoinder <forum@forum.example>", f"From: {sender}")
        assert f"From: {sender}" in back
        before = len(mails.mails)
        assert receive(monkeypatch, passed + back) == MailOutcome.AUTOMATIC
        assert len(mails.mails) == before and not Reply.objects.filter(author=alice).exists()
