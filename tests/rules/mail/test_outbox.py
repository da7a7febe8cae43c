"""The outbox: each mail goes out once, whatever fails; what can come twice, and when."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from forum.models import Post
from mail import claims, delivery
from mail.claims import CLAIM, LONGEST_WAIT
from mail.contents.texts import WHOLE, mailed
from mail.models import MessageId, OutboxMail, RefusedAddress
from mail.outbox import TRIES
from mail.tasks import send_due
from mail.words import SendingOutcome
from notifications.fanout import tell_waiting
from notifications.models import Notification
from tests.cast import answer, browser_of, person, publish
from tests.databases import run_program, run_together
from tests.servers import MailServer

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WAIT = timedelta(minutes=2)


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def mails(mail_server: MailServer, settings: Any) -> MailServer:
    """The mail server of the site."""
    mail_server.use(settings)
    settings.EMAIL_TIMEOUT = 1
    return mail_server


def mention_all(count: int) -> Post:
    """Let so many people be mentioned by Bob, each in a reply, and told of it."""
    post, bob = publish(person("alice")), person("bob")
    for n in range(count):
        who = person(f"critic{n}")
        answer(bob, post, f"@{who.username} see.")
    Notification.objects.filter(person=post.author).delete()
    tell_waiting()
    OutboxMail.objects.filter(person=post.author).delete()
    return post


def to(mails: MailServer) -> list[str]:
    return [each["to"] for each in mails.mails]


def test_while_the_server_is_away_all_wait_and_none_is_lost(
    clock: time_machine.Traveller, mails: MailServer, settings: Any, caplog: Any
) -> None:
    mention_all(3)
    clock.shift(WAIT)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    assert send_due() == 0
    first = OutboxMail.objects.get(failures=1)
    assert timedelta(minutes=1) < first.due_at - timezone.now() < timedelta(minutes=3)
    assert OutboxMail.objects.waiting().filter(claimed_until=None).count() == 3
    assert "example.org" not in caplog.text and "critic" not in caplog.text
    settings.EMAIL_PORT = port
    assert send_due() == 2, "the others need not wait"
    clock.shift(timedelta(minutes=3))
    assert send_due() == 1
    assert sorted(to(mails)) == [f"critic{n}@example.org" for n in range(3)]


def test_a_server_that_hangs_holds_up_one_mail_and_no_request(
    clock: time_machine.Traveller, mails: MailServer
) -> None:
    post = mention_all(3)
    clock.shift(WAIT)
    mails.hangs = True
    assert send_due() == 0
    assert OutboxMail.objects.filter(failures=1).count() == 1
    answer(person("carol"), post, "Posting waits for nobody.")
    mails.hangs = False
    clock.shift(timedelta(minutes=3))
    assert send_due() >= 3
    assert {f"critic{n}@example.org" for n in range(3)} <= set(to(mails))


def test_a_server_that_ends_connections_gets_the_rest_by_others(
    clock: time_machine.Traveller, mails: MailServer, caplog: Any
) -> None:
    """Many take some mails by a connection: what is more is no failure."""
    mention_all(5)
    clock.shift(WAIT)
    mails.most = 2
    assert send_due() == 5
    assert len(set(to(mails))) == len(mails.mails) == 5 and caplog.text == ""


def test_whoever_comes_back_does_so_when_a_mail_may_be_claimed(
    clock: time_machine.Traveller,
) -> None:
    """What another sends, or was killed sending, is not asked for every second."""
    assert claims.next_due() is None
    mention_all(2)
    assert claims.next_due() == NOON + WAIT
    clock.shift(WAIT)
    assert len(claims.claim()) == 2
    assert claims.next_due() == NOON + WAIT + CLAIM


@pytest.mark.parametrize(
    ("said", "outcome", "counts"), [("550 No", SendingOutcome.REFUSED, 1), ("450 Busy", "", 0)]
)
def test_one_that_is_refused_stops_no_other(
    clock: time_machine.Traveller, mails: MailServer, said: str, outcome: str, counts: int
) -> None:
    mention_all(3)
    clock.shift(WAIT)
    mails.refused["critic1@example.org"] = said
    assert send_due() == 2
    refused = OutboxMail.objects.get(person__username="critic1")
    assert refused.outcome == outcome and refused.claimed_until is None
    assert RefusedAddress.objects.count() == counts
    mails.refused.clear()
    clock.shift(timedelta(minutes=3))
    assert send_due() == (outcome == "")


def test_who_is_greylisted_waits_longer_each_time_and_not_for_ever(
    clock: time_machine.Traveller, mails: MailServer
) -> None:
    mention_all(1)
    mails.refused["critic0@example.org"] = "451 Later"
    clock.shift(WAIT)
    waits = []
    while OutboxMail.objects.waiting().exists():
        send_due()
        waiting = OutboxMail.objects.waiting().first()
        if waiting is not None:
            waits.append(waiting.due_at - timezone.now())
            clock.move_to(waiting.due_at)
    assert len(waits) < 40 and max(waits) <= LONGEST_WAIT * 1.25
    assert waits[3] > waits[0]
    assert TRIES < timezone.now() - NOON < TRIES + LONGEST_WAIT * 2
    assert OutboxMail.objects.get().outcome == SendingOutcome.LOST


def test_a_mail_that_cannot_be_made_stops_no_other(
    clock: time_machine.Traveller, mails: MailServer, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    mention_all(3)
    clock.shift(WAIT)
    made = delivery.CONTENTS["notice"]

    def stumble(mail: OutboxMail, who: User, address: Any) -> Any:
        if who.username == "critic0":
            raise ValueError("critic0@example.org")
        return made(mail, who, address)

    monkeypatch.setitem(delivery.CONTENTS, "notice", stumble)
    assert send_due() == 2
    assert "ValueError" in caplog.text and "example.org" not in caplog.text


def test_who_has_no_time_left_leaves_mails_to_others(
    clock: time_machine.Traveller, mails: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim is not outlived: a mail is begun only where there is time to end it."""
    mention_all(3)
    clock.shift(WAIT)
    send = delivery._send

    def send_slowly(mail: OutboxMail, server: Any) -> bool:
        sent = send(mail, server)
        clock.shift(CLAIM - claims.RESERVE)
        return sent

    monkeypatch.setattr(delivery, "_send", send_slowly)
    assert send_due() == 3
    assert len(set(to(mails))) == 3


def test_a_mail_costs_the_same_however_many_wait(clock: time_machine.Traveller) -> None:
    post = mention_all(1)
    counts = []
    for more in (0, 60):
        people = [person(f"more{n}") for n in range(more)]
        row = Notification.objects.get(person__username="critic0")
        told = {"thing": "reply", "reason": "mention", "actor": row.actor, "number": row.number}
        for who in people:
            made = Notification.objects.create(person=who, **told)
            later = timezone.now() + timedelta(days=1)
            OutboxMail.objects.create(person=who, what="notice", notification=made, due_at=later)
        OutboxMail.objects.filter(notification=row).update(closed_at=None, outcome="")
        clock.shift(WAIT)
        with CaptureQueriesContext(connection) as asked:
            assert send_due() == 1
        counts.append(len(asked))
        mail.outbox.clear()
        browser_of(post.author)
    assert counts[0] >= counts[1] and counts[1] <= 45
    clock.shift(timedelta(days=1))
    with CaptureQueriesContext(connection) as asked:
        assert send_due() == 60
    assert len(asked) <= 60 * 45


def test_names_of_mails_are_made_once(clock: time_machine.Traveller) -> None:
    mention_all(2)
    clock.shift(WAIT)
    send_due()
    names = {each.extra_headers["Message-ID"] for each in mail.outbox}
    assert len(names) == 2
    OutboxMail.objects.update(closed_at=None)
    send_due()
    assert {each.extra_headers["Message-ID"] for each in mail.outbox} == names
    assert MessageId.objects.filter(thing="reply").count() == 2


def test_what_is_done_with_is_forgotten_after_a_month(clock: time_machine.Traveller) -> None:
    mention_all(2)
    clock.shift(WAIT)
    call_command("send_mail", verbosity=0)
    for days, left in ((29, 2), (2, 0)):
        clock.shift(timedelta(days=days))
        call_command("send_mail", verbosity=0)
        assert OutboxMail.objects.count() == left
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One. " * 5_000, "<p>" + "One. " * 5_000 + "</p>"),
        ("One.\n\n" * 5_000, "<p>One.</p>\n" * 5_000),
        ("> One.\n" * 5_000, "<blockquote><p>One.<br>" + "Two.<br>" * 5_000 + "</p></blockquote>"),
    ],
)
def test_a_long_text_ends_with_a_sentence_and_its_html_is_whole(body: str, html: str) -> None:
    text, shown, cut = mailed(body, html, "/replies/1/")
    assert cut and len(text) <= WHOLE and text.endswith((".", "…"))
    assert len(shown) <= 2 * WHOLE + 100
    for name in ("p", "blockquote"):
        assert shown.count(f"<{name}>") == shown.count(f"</{name}>")


def test_a_picture_is_words_in_a_mail() -> None:
    image = '<img src="/images/a/1.png" alt="A &lt;cat&gt;">'
    picture = f'<picture><source srcset="/images/a/1.webp 1w">{image}</picture>'
    shown = mailed("x", f'<p><a href="/posts/1/">See</a> {picture}</p>', "/replies/1/").html
    assert shown == (
        '<p><a href="http://127.0.0.1:8000/posts/1/">See</a> [picture: A &lt;cat&gt;]</p>'
    )


# Processes


MAKE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from forum.actions.posts import publish, save_draft
from forum.actions.replies import post_reply
from mail.models import OutboxMail
alice, bob = (User.objects.create_user(name) for name in ("alice", "bob"))
for n in range(30):
    user = User.objects.create_user(f"critic{n}")
    user.emailaddress_set.create(email=f"{user}@example.org", verified=True, primary=True)
for user in (alice, bob):
    user.emailaddress_set.create(email=f"{user}@example.org", verified=True, primary=True)
draft = save_draft(author=alice, title="Essay", body="Text.", topics=[])
post = publish(author=alice, post_id=draft.pk)
names = lambda part: " ".join(f"@critic{n}" for n in part)
for part in (range(15), range(15, 30)):
    post_reply(author=bob, post_id=post.pk, parent_id=None, body=names(part))
OutboxMail.objects.filter(person=alice).delete()
OutboxMail.objects.update(due_at=timezone.now() - timedelta(minutes=1))
print(OutboxMail.objects.count())
"""
# Killed when the server has taken the third mail, before that is noted.
KILLED = """
import os, signal
from mail import delivery
close, count = delivery.close, []
def close_two(mail, *rest):
    count.append(mail)
    if len(count) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    close(mail, *rest)
delivery.close = close_two
delivery.send_waiting()
"""
OVER = """
from django.utils import timezone
from mail.models import OutboxMail
OutboxMail.objects.exclude(claimed_until=None).update(claimed_until=timezone.now())
"""
SHELL = ["manage.py", "shell", "--no-imports", "-c"]


def test_two_at_once_send_each_mail_once_and_a_killed_one_loses_none(
    database_url: str, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what a worker that is killed was sending one mail comes twice, under the same name."""
    monkeypatch.setenv("BACKGROUND_WORKER", "1")
    monkeypatch.setenv("EMAIL_URL", mail_server.url)
    worker = ["manage.py", "db_worker", "--batch", "--no-startup-delay"]
    [_] = run_together(database_url, [[*SHELL, MAKE]])
    run_together(database_url, [worker])  # it tells whom they mention
    [made] = run_together(database_url, [[*SHELL, MADE_DUE]])
    assert made.stdout.split() == ["30"]
    killed = run_program(database_url, *SHELL, KILLED, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(mail_server.mails) == 3
    sending = ["manage.py", "send_mail"]
    run_together(database_url, [sending] * 3)
    assert len(set(to(mail_server))) == len(mail_server.mails) == 3 + 10, "the claim holds"
    run_together(database_url, [[*SHELL, OVER]])
    run_together(database_url, [sending] * 3)
    arrived = to(mail_server)
    assert set(arrived) == {f"critic{n}@example.org" for n in range(30)}
    assert len(arrived) == 31
    [twice] = {each for each in arrived if arrived.count(each) == 2}
    names = {each["message-id"] for each in mail_server.mails if each["to"] == twice}
    assert len(names) == 1


MADE_DUE = """
from datetime import timedelta
from django.utils import timezone
from mail.models import OutboxMail
OutboxMail.objects.filter(person__username="alice").delete()
OutboxMail.objects.update(due_at=timezone.now() - timedelta(minutes=1))
print(OutboxMail.objects.count())
"""
