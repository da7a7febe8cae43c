"""What is new comes together once a day, or once a week: all that was not seen, if some is new."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from forum.models import Post, Reply
from mail.models import MailChoice
from mail.outbox import put_together
from mail.tasks import send_due
from mail.words import DEFAULTS, TOGETHER, MailKind, When
from moderation.actions.removals import hide
from notifications.fanout import tell_waiting
from notifications.models import Notification
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def choose(who: User, when: When) -> None:
    """Let all mail come so often."""
    for kind in MailKind:
        MailChoice.objects.update_or_create(person=who, kind=kind, defaults={"when": when})


def digest_of(who: User) -> str:
    """Return what is mailed to somebody when the timer comes, twice; “” for nothing."""
    return digests().get(f"{who.username}@example.org", "")


def digests() -> dict[str, str]:
    """Return what is mailed to whom when the timer comes, twice."""
    tell_waiting()
    before = len(mail.outbox)
    for _ in range(2):
        call_command("send_digests", verbosity=0)
    found = {each.to[0]: str(each.body) for each in mail.outbox[before:]}
    assert len(found) == len(mail.outbox) - before, "once"
    return found


def see(who: User, essay: Post) -> None:
    """Look at the thread, as a browser notes it."""
    page = browser_of(who).get(essay.get_absolute_url())
    browser_of(who).post(f"/posts/{essay.pk}/visit/", form_fields(page, "visit"))


def test_what_is_new_comes_once_a_day_and_nothing_where_nothing_is(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    choose(alice, When.DAILY)
    assert digest_of(alice) == "", "nothing happened"
    clock.shift(DAY)
    place(bob, answer(bob, essay, "a) Too few."))
    said = digest_of(alice)
    assert "1 objection to your essays waits for your word.\n" in said
    assert "* Bob raises objection a\n  objection a:\n> Too few\n" in said
    html = str(mail.outbox[-1].alternatives[0][0])
    assert "<h3><bdi>Bob</bdi> raises objection a</h3>" in html, "apart from what it is said of"
    assert mail.outbox[-1].subject == "[Rejoinder] News of “Twenty checks”"
    clock.shift(DAY)
    assert digest_of(alice) == "", "nothing is new"
    clock.shift(DAY / 24)
    answer(bob, essay, "Another thing.")
    clock.shift(DAY)
    said = digest_of(alice)
    assert "Bob raises objection a" in said and "Another thing." in said, "neither was seen"
    see(alice, essay)
    clock.shift(DAY / 24)
    answer(bob, essay, "A third.")
    clock.shift(DAY)
    said = digest_of(alice)
    assert "A third." in said and "Another thing." not in said


def test_it_is_counted_from_when_one_was_seen_whatever_was_mailed(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    """Alice is mailed replies at once, and yet told each day where others wrote."""
    reply = answer(alice, publish(bob), "I wrote here.")
    tell_waiting()
    clock.shift(timedelta(minutes=2))
    answer(person("carol"), reply.post, "So did I.")
    answer(bob, reply.post, "Me too.", reply)
    tell_waiting()
    clock.shift(timedelta(minutes=2))
    send_due()
    assert "alice@example.org" in [each.to[0] for each in mail.outbox]
    said = digest_of(alice)
    assert "* Carol wrote in this discussion\n> So did I.\n" in said
    assert "Bob replied" not in said, "that was a mail of its own"
    browser_of(alice).post("/u/carol/following/", {"do": "mute"})
    clock.shift(DAY / 2)
    answer(User.objects.get(username="carol"), reply.post, "Once more.")
    clock.shift(DAY / 2)
    assert digest_of(alice) == "", "of whom one mutes nothing is told"


def test_once_a_week_is_once_a_week(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    choose(alice, When.WEEKLY)
    came = []
    for day in range(15):
        answer(bob, essay, f"On day {day}.")
        came += [day] if digest_of(alice) else []
        clock.shift(DAY)
    assert came == [0, 7, 14]


def test_decisions_come_with_it_and_once(
    clock: time_machine.Traveller, bob: User, essay: Post
) -> None:
    choose(bob, When.DAILY)
    reply = answer(bob, essay, "Go away.")
    hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")
    said = digest_of(bob)
    assert (
        "* Mina removed your reply on “Twenty checks”" in said and "The reason:\n> Rude\n" in said
    )
    clock.shift(DAY)
    assert digest_of(bob) == ""


def test_security_4_what_is_hidden_by_then_is_not_in_it(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    mina = moderator()
    other = publish(alice, "Twenty more")
    for who in (alice, mina):
        choose(who, When.DAILY)
    rude, fine = answer(bob, essay, "@mina zqx rude."), answer(bob, essay, "@mina fine.")
    beneath = answer(bob, other, "@mina zqx beneath.")
    assert fine and beneath
    tell_waiting()
    hide(moderator=moderator("max"), reply_id=rude.pk, reason="Rude")
    hide(moderator=User.objects.get(username="max"), post_id=other.pk, reason="Rude")
    told = digests()
    for name in ("alice", "mina"):
        said = told[f"{name}@example.org"].replace("your essay “Twenty more”", "")
        assert "fine." in said and "zqx" not in said and "Twenty more" not in said


def test_its_link_stops_what_comes_together_and_nothing_else(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    MailChoice.objects.create(person=alice, kind=MailKind.ADDRESSED, when=When.WEEKLY)
    MailChoice.objects.create(person=alice, kind=MailKind.SHARED, when=When.DAILY)
    clock.shift(DAY / 24)
    answer(person("carol"), essay, "So is this.", answer(bob, essay, "New."))
    tell_waiting()
    put_together(When.DAILY)
    assert send_due() == 2
    daily = next(each for each in mail.outbox if each.to == ["alice@example.org"])
    assert "once a day" in daily.body
    path = daily.extra_headers["List-Unsubscribe"].removeprefix("<http://127.0.0.1:8000")[:-1]
    assert Client().post(path).status_code == 200
    chosen = dict(MailChoice.objects.filter(person=alice).values_list("kind", "when"))
    assert chosen == {
        MailKind.ADDRESSED: When.WEEKLY,
        MailKind.SHARED: When.NEVER,
        MailKind.FOLLOWED: When.NEVER,
    }
    assert DEFAULTS[MailKind.FOLLOWED] == When.DAILY


@pytest.mark.counts
def test_security_45_it_costs_the_same_for_much_as_for_little(
    clock: time_machine.Traveller, alice: User, bob: User, essay: Post
) -> None:
    choose(alice, When.DAILY)
    choose(bob, When.NEVER)
    place(bob, answer(bob, essay, "a) Too few."))
    counts = []
    for many in (3, 60):
        clock.shift(DAY / 24)
        for n in range(many):
            text = {"body": f"{n}", "html": f"<p>{n}</p>", "html_version": 1}
            reply = Reply.objects.create(post=essay, author=bob, **text)
            told = {"thing": "reply", "reason": "reply", "actor": bob, "number": reply.pk}
            Notification.objects.create(person=alice, **told)
        clock.shift(DAY)
        put_together(TOGETHER[0])
        with CaptureQueriesContext(connection) as asked:
            assert send_due() == 1
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 60
