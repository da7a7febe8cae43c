"""Bob answers by mail: his words stand in the thread as if he had typed them there, or he is told.

All that holds for the page holds here, and nobody can speak for him.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from accounts.actions.leaving import leave
from accounts.limits.rates import read_limit
from accounts.models import User
from critiques.models import Objection
from forum.actions.bars import bar
from forum.actions.changes import withdraw_post, withdraw_reply
from forum.actions.comments import close_comments
from forum.models import Draft, Post, Reply, State
from forum.models.replies import REPLY_LIMIT
from inbox.actions import answers
from inbox.actions.answers import take
from inbox.addresses import reply_address
from inbox.models import Arrival, MailOutcome
from moderation.actions.moves import move
from moderation.actions.people import suspend
from moderation.actions.removals import hide
from moderation.actions.threads import set_thread
from moderation.models import LogAct
from notifications.fanout import tell_waiting
from notifications.models import Notification
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.rules.inbox.letters import ANSWERED, PASSED, SERVER, mail_from
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """Alice answered on Carol’s essay; Bob has her words by mail."""
    people = {name: person(name) for name in ("alice", "bob", "carol", "eve")}
    essay = publish(people["carol"], body="Nine checks.")
    asked = answer(people["alice"], essay, ANSWERED)
    return {**people, "essay": essay, "asked": asked, "mina": moderator()}


alice, bob, carol, eve, essay, asked, mina = parts("alice bob carol eve essay asked mina")


def page_of(who: User | None, post: Post) -> Any:
    return browser_of(who).get(post.get_absolute_url())


def said_by(who: User) -> list[str]:
    return list(Reply.objects.filter(author=who).order_by("pk").values_list("body", flat=True))


@pytest.mark.postgres
def test_an_answer_stands_where_it_belongs(
    alice: User, bob: User, essay: Post, asked: Reply
) -> None:
    assert take(raw=mail_from(bob, asked)) == MailOutcome.POSTED
    reply = Reply.objects.get(author=bob)
    assert (reply.parent, reply.post, reply.state) == (asked, essay, State.VISIBLE)
    assert reply.revisions.count() == 1
    assert "The nine were asked." in text_of(page_of(None, essay))
    tell_waiting()
    assert Notification.objects.filter(person=alice, number=reply.pk).exists()
    assert mail.outbox == []


def test_an_essay_is_answered_too(bob: User, essay: Post) -> None:
    assert take(raw=mail_from(bob, essay)) == MailOutcome.POSTED
    assert Reply.objects.get(author=bob).parent is None


def test_points_are_found_and_left_as_plain_text_until_their_writer_says_more(
    bob: User, alice: User, essay: Post
) -> None:
    assert take(raw=mail_from(bob, essay, "a) Too few checks.\nb) People tire.\n"))
    reply = Reply.objects.get(author=bob)
    assert not Objection.objects.exists()
    assert f'id="reply-{reply.pk}-a"' in reply.html
    assert "Finish your points" in text_of(page_of(bob, essay))
    assert "Finish your points" not in text_of(page_of(alice, essay))
    place(bob, reply)
    assert Objection.objects.count() == 2
    assert "Finish your points" not in text_of(page_of(bob, essay))


def test_a_reply_that_was_moved_is_answered_where_it_is(
    bob: User, alice: User, mina: User, asked: Reply
) -> None:
    raw = mail_from(bob, asked)
    other = publish(alice, "Another")
    move(moderator=mina, reply_id=asked.pk, post_id=other.pk, parent_id=None, reason="There.")
    assert take(raw=raw) == MailOutcome.POSTED
    assert Reply.objects.get(author=bob).post == other


@pytest.mark.postgres
def test_a_mail_is_posted_once_however_often_it_comes(bob: User, asked: Reply) -> None:
    raw = mail_from(bob, asked)
    assert take(raw=raw) == MailOutcome.POSTED
    assert take(raw=raw) == MailOutcome.AGAIN
    # Stopped before it was noted; what it says may be read otherwise since.
    Arrival.objects.all().delete()
    Reply.objects.filter(author=bob).update(state=State.WITHDRAWN)
    assert take(raw=raw) == MailOutcome.POSTED
    assert take(raw=mail_from(bob, asked, "Other words.")) == MailOutcome.AGAIN
    assert said_by(bob) == ["The nine were asked."]
    assert take(raw=mail_from(bob, asked, "More.", number=2)) == MailOutcome.POSTED
    assert said_by(bob) == ["The nine were asked.", "More."]


def test_without_a_name_of_its_own_it_is_known_by_all_that_it_says(bob: User, asked: Reply) -> None:
    raw = mail_from(bob, asked).replace(b"Message-ID", b"X-None")
    assert [take(raw=raw), take(raw=raw)] == [MailOutcome.POSTED, MailOutcome.AGAIN]
    assert take(raw=raw + b" And more.") == MailOutcome.POSTED


REFUSED: dict[str, tuple[Callable[..., object], str]] = {
    "locked": (
        lambda w: set_thread(
            moderator=w["mina"], post_id=w["essay"].pk, act=LogAct.LOCK, reason="Enough."
        ),
        "This discussion is locked",
    ),
    "closed": (
        lambda w: close_comments(author=w["carol"], post_id=w["essay"].pk),
        "The author has closed the discussion",
    ),
    "barred": (
        lambda w: bar(author=w["carol"], post_id=w["essay"].pk, username="bob", reason="Rude."),
        "The author has barred you from this discussion: “Rude.”",
    ),
    "suspended": (
        lambda w: suspend(moderator=w["mina"], username="bob", reason="Rude.", until=None),
        "You can’t write for good.",
    ),
    "hidden essay": (
        lambda w: hide(moderator=w["mina"], post_id=w["essay"].pk, reason="No."),
        "not there any more, or you may not read it",
    ),
    "hidden reply": (
        lambda w: hide(moderator=w["mina"], reply_id=w["asked"].pk, reason="No."),
        "not there any more, or you may not read it",
    ),
    "withdrawn essay": (
        lambda w: withdraw_post(author=w["carol"], post_id=w["essay"].pk),
        "not there any more, or you may not read it",
    ),
    "withdrawn reply": (
        lambda w: withdraw_reply(author=w["alice"], reply_id=w["asked"].pk),
        "not there any more, or you may not read it",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_page_would_refuse_is_refused_with_the_same_words(
    anew: dict[str, Any], bob: User, asked: Reply, case: str
) -> None:
    do, words = REFUSED[case]
    raw = mail_from(bob, asked)
    do(anew)
    mail.outbox.clear()
    assert take(raw=raw) == MailOutcome.REFUSED
    assert said_by(bob) == []
    [told] = mail.outbox
    assert told.to == ["bob@example.org"] and words in told.body
    assert told.extra_headers["In-Reply-To"] == "<1@example.org>"
    # Known from now on, and not told again.
    assert take(raw=raw) == MailOutcome.AGAIN
    assert len(mail.outbox) == 1


def test_too_long_an_answer_is_refused(bob: User, asked: Reply) -> None:
    assert take(raw=mail_from(bob, asked, "word " * (REPLY_LIMIT // 5 + 1))) == MailOutcome.REFUSED
    assert "more than the 40,000 that fit" in mail.outbox[0].body


def test_the_rate_of_replies_holds_for_mails_too(bob: User, asked: Reply, settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "replies": read_limit("LIMIT", "2/hour;2/hour;9/hour")}
    outcomes = [take(raw=mail_from(bob, asked, number=number)) for number in range(3)]
    assert outcomes == [MailOutcome.POSTED, MailOutcome.POSTED, MailOutcome.REFUSED]
    assert "You have posted 2 replies in the last hour." in mail.outbox[0].body


def test_a_newcomers_answer_waits_for_a_moderator(bob: User, asked: Reply, settings: Any) -> None:
    settings.NEWCOMER_APPROVAL = True
    User.objects.filter(pk=bob.pk).update(approved_at=None)
    assert take(raw=mail_from(bob, asked)) == MailOutcome.POSTED
    assert Reply.objects.get(author=bob).state == State.PENDING


def test_nobody_speaks_for_bob(bob: User, eve: User, asked: Reply) -> None:
    """Eve has seen his address, in a mail that he forwarded; only he is told."""
    forged = [
        mail_from(bob, asked, sender="From: Eve <eve@example.org>"),
        mail_from(bob, asked, sender="From: Bob <bob@example.org>", vouched=""),
        mail_from(bob, asked, vouched=f"{SERVER}; dmarc=fail header.from=example.org"),
        mail_from(bob, asked, vouched="mx.evil.example; dmarc=pass header.from=example.org"),
        mail_from(bob, asked, sender="From: bob@example.org <eve@evil.example>"),
        mail_from(bob, asked, sender="From: bob@example.org\nFrom: eve@evil.example"),
    ]
    for raw in forged:
        assert take(raw=raw) == MailOutcome.REFUSED
    assert said_by(bob) == said_by(eve) == []
    assert {address for each in mail.outbox for address in each.to} == {"bob@example.org"}
    assert "Did you not send any mail?" in mail.outbox[0].body
    # One of his own is not taken for one that Eve gave the same name.
    assert take(raw=mail_from(bob, asked)) == MailOutcome.POSTED


def test_bob_is_told_so_often_and_no_more(bob: User, asked: Reply, settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "answers": read_limit("LIMIT", "2/hour;;")}
    for number in range(4):
        take(raw=mail_from(bob, asked, vouched="", number=number))
    assert len(mail.outbox) == 2
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        take(raw=mail_from(bob, asked, vouched="", number=5))
    assert len(mail.outbox) == 3


def test_any_of_his_confirmed_addresses_is_his(bob: User, asked: Reply) -> None:
    bob.emailaddress_set.create(email="Bob@Work.example", verified=True)
    bob.emailaddress_set.create(email="bob@new.example", verified=False)
    vouched = f"{SERVER}; dmarc=pass header.from=work.example"
    work = mail_from(bob, asked, sender="From: bob@work.example", vouched=vouched)
    assert take(raw=work) == MailOutcome.POSTED
    vouched = f"{SERVER}; dmarc=pass header.from=new.example"
    new = mail_from(bob, asked, sender="From: bob@new.example", vouched=vouched, number=2)
    assert take(raw=new) == MailOutcome.REFUSED


@pytest.mark.parametrize("ends", ["password", "leaving"])
def test_an_old_address_leads_nowhere_and_nobody_is_told(
    bob: User, asked: Reply, ends: str
) -> None:
    raw = mail_from(bob, asked)
    if ends == "leaving":
        leave(user=bob, withdraw=False)
    else:
        bob.set_password("another-long-password")
        bob.save()
    mail.outbox.clear()
    assert take(raw=raw) == MailOutcome.UNKNOWN
    assert mail.outbox == [] and not Arrival.objects.exists()


def test_what_a_program_sent_is_counted_and_never_answered(bob: User, asked: Reply) -> None:
    away = mail_from(bob, asked, more="Auto-Submitted: auto-replied\n")
    assert [take(raw=away), take(raw=away)] == [MailOutcome.AUTOMATIC] * 2
    assert mail.outbox == [] and said_by(bob) == []
    assert Arrival.objects.get().outcome == MailOutcome.AUTOMATIC


def test_what_the_site_says_is_not_answered_by_the_site(bob: User, asked: Reply) -> None:
    take(raw=mail_from(bob, asked, ""))
    [told] = mail.outbox
    told.to = [reply_address(bob, asked)]
    raw = f"Authentication-Results: {PASSED}\n".encode() + told.message().as_bytes()
    assert take(raw=raw) == MailOutcome.AUTOMATIC
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Cc", "envelope"])
def test_the_address_is_found_wherever_servers_write_it(
    bob: User, asked: Reply, header: str
) -> None:
    address = reply_address(bob, asked)
    raw = mail_from(bob, asked).replace(f"To: {address}".encode(), b"To: friends@example.org")
    assert take(raw=raw) == MailOutcome.UNKNOWN
    if header == "envelope":
        assert take(raw=raw, recipient=address.upper()) == MailOutcome.POSTED
    else:
        assert take(raw=f"{header}: <{address}>\n".encode() + raw) == MailOutcome.POSTED


def test_a_draft_that_he_began_there_stays(bob: User, asked: Reply) -> None:
    browser_of(bob).post(f"/drafts/reply-{asked.pk}-reply/", {"body": "Begun", "sequence": "0"})
    before = Draft.objects.filter(writer=bob).count()
    assert take(raw=mail_from(bob, asked)) == MailOutcome.POSTED
    assert Draft.objects.filter(writer=bob).count() == before == 1


def test_where_the_database_is_away_nothing_is_decided(
    bob: User, asked: Reply, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(**_: object) -> None:
        raise OperationalError("bob@example.org")

    raw = mail_from(bob, asked)
    with monkeypatch.context() as patched:
        patched.setattr(answers, "post_reply", away)
        with pytest.raises(OperationalError):
            take(raw=raw)
    assert mail.outbox == [] and not Arrival.objects.exists()
    assert take(raw=raw) == MailOutcome.POSTED
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


def test_taking_one_asks_as_much_of_a_long_thread(
    bob: User, alice: User, asked: Reply, essay: Post, django_assert_max_num_queries: Any
) -> None:
    take(raw=mail_from(bob, asked))
    with django_assert_max_num_queries(60) as asked_for:
        take(raw=mail_from(bob, asked, number=2))
    first = len(asked_for)
    for number in range(10):
        answer(alice, essay, f"Another {number}.")
    with django_assert_max_num_queries(first):
        take(raw=mail_from(bob, asked, number=3))


def test_that_a_mail_came_is_forgotten_after_three_months(bob: User, asked: Reply) -> None:
    take(raw=mail_from(bob, asked))
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        take(raw=mail_from(bob, asked, number=2))
    assert Arrival.objects.count() == 1
