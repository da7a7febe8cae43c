"""Three people of good standing report a text: it is held back until a moderator has looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from forum.actions.replies import post_reply
from forum.models import Post, Reply, State
from forum.newcomers import DAYS, REPLIES, is_newcomer
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.moderators import decide, logged, report, undo, words
from tests.worlds.made import parts

LONG_AGO = timedelta(days=DAYS + 1)
FEATHER = "a) It has no test."


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """Bob's rude reply to Alice's essay, Zoe's essay, and six who have been here for long."""
    post, elsewhere = publish(person("alice")), publish(person("zoe"), "Another")
    six = [known(name, elsewhere) for name in ("carol", "dave", "erin", "fred", "gus", "hana")]
    rude = answer(person("bob"), post, "Go and play with your lists.")
    return {"post": post, "rude": rude, "elsewhere": elsewhere, "six": six}


post, rude, elsewhere, six = parts("post rude elsewhere six")


def known(name: str, elsewhere: Post, replies: int = REPLIES, **fields: object) -> User:
    """Somebody who has been here for long, with some replies."""
    someone = person(name, **{"date_joined": timezone.now() - LONG_AGO, **fields})
    for number in range(replies):
        post_reply(author=someone, post_id=elsewhere.pk, parent_id=None, body=f"Reply {number}.")
    return someone


def state_of(item: Reply | Post) -> str:
    item.refresh_from_db()
    return item.state


def test_the_third_report_holds_a_reply_back(post: Post, rude: Reply, six: list[User]) -> None:
    carol, dave, erin, fred = six[:4]
    assert report(carol, rude, "Rude") == report(carol, rude, "Very rude") == 302
    assert report(dave, rude) == 302
    assert state_of(rude) == State.VISIBLE
    assert report(erin, rude) == 302
    assert state_of(rude) == State.AUTO_HIDDEN
    post.refresh_from_db()
    assert post.reply_count == 0
    entry = LogEntry.objects.get()
    assert (entry.act, entry.actor, entry.person) == (LogAct.AUTO_HIDE, None, rude.author)
    assert "Go and play" not in words(None, post.get_absolute_url())
    assert "held back" in words(None, "/moderation/log/")
    assert "Three people reported it" in words(rude.author, "/account/decisions/")
    assert report(fred, rude) == 404


def test_found_fine_it_takes_three_others(rude: Reply, six: list[User]) -> None:
    mina, people, others = moderator(), six[:3], six[3:]
    for each in people:
        report(each, rude)
    assert decide(mina, rude, "fine").status_code == 302
    assert state_of(rude) == State.VISIBLE
    for each in [*people, *others[:2]]:
        assert report(each, rude) == 302
        assert state_of(rude) == State.VISIBLE
    report(others[2], rude)
    assert state_of(rude) == State.AUTO_HIDDEN


def test_shown_again_from_the_log(rude: Reply, six: list[User]) -> None:
    mina = moderator()
    for each in six[:3]:
        report(each, rude)
    assert undo(mina).status_code == 302
    assert state_of(rude) == State.VISIBLE and logged() == ["auto_hide", "restore"]
    report(six[3], rude)
    assert state_of(rude) == State.VISIBLE, "the first three do not count again"


def test_what_a_moderator_removed_stays_removed(rude: Reply, six: list[User]) -> None:
    mina = moderator()
    for each in six[:3]:
        report(each, rude)
    held = LogEntry.objects.get()
    decide(mina, rude, "remove")
    assert undo(mina, entry=held).status_code == 409
    assert state_of(rude) == State.HIDDEN
    undo(mina)
    assert state_of(rude) == State.AUTO_HIDDEN
    restored = browser_of(mina).post(f"/replies/{rude.pk}/restore/", {"reason": "Fine"})
    assert restored.status_code == 302 and state_of(rude) == State.VISIBLE
    assert LogEntry.objects.latest("pk").reverses == held


def test_an_essay_is_held_back_too(post: Post, six: list[User]) -> None:
    for each in six[:3]:
        report(each, post)
    assert state_of(post) == State.AUTO_HIDDEN
    assert browser_of(None).get(post.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("what", ["moderator's", "pinned", "shared", "answered"])
def test_what_reports_alone_never_hide(post: Post, rude: Reply, six: list[User], what: str) -> None:
    mina, bob, (*people, gus) = moderator(), rude.author, six[:4]
    item: Reply | Post = answer(mina if what == "moderator's" else bob, post, FEATHER)
    objection = f"/posts/{post.pk}/objections/1/"
    if what == "pinned":
        item = post
        browser_of(mina).post(f"/posts/{post.pk}/pin/", {"reason": "Read this"})
    elif what == "shared":
        place(bob, item)
        browser_of(gus).post(f"{objection}share/")
        browser_of(bob).post(f"{objection}taken-back/")
    elif what == "answered":
        place(bob, item)
        said = {"stance": "declined", "text": "Outside this essay"}
        assert browser_of(post.author).post(f"{objection}position/", said).status_code == 302
    for each in people:
        assert report(each, item) == 302
    assert state_of(item) == State.VISIBLE
    assert not LogEntry.objects.filter(act=LogAct.AUTO_HIDE).exists()


def test_an_objection_that_nobody_shares_does_not_save_it(
    post: Post, rude: Reply, six: list[User]
) -> None:
    reply = answer(rude.author, post, FEATHER)
    place(rude.author, reply)
    for each in six[:3]:
        report(each, reply)
    assert state_of(reply) == State.AUTO_HIDDEN


@pytest.mark.parametrize("who", ["author", "new", "quiet", "waits", "unconfirmed", "dismissed"])
def test_whose_report_does_not_count(
    rude: Reply, elsewhere: Post, six: list[User], who: str
) -> None:
    carol, dave, erin = six[:3]
    other = {
        "author": lambda: rude.post.author,
        "new": lambda: known("olaf", elsewhere, date_joined=timezone.now()),
        "quiet": lambda: known("olaf", elsewhere, replies=REPLIES - 1),
        "waits": lambda: known("olaf", elsewhere, approved_at=None),
    }.get(who, lambda: known("olaf", elsewhere))()
    if who == "author":
        User.objects.filter(pk=other.pk).update(date_joined=timezone.now() - LONG_AGO)
        for _ in range(REPLIES):
            answer(other, elsewhere, "Hm.")
    if who == "unconfirmed":
        other.emailaddress_set.update(verified=False)
    if who == "dismissed":
        wrong = answer(person("fay"), elsewhere, "Kind.")
        report(other, wrong)
        decide(moderator(), wrong, "dismiss")
    for each in (other, carol, dave):
        assert report(each, rude) == 302
    assert state_of(rude) == State.VISIBLE
    report(erin, rude)
    assert state_of(rude) == State.AUTO_HIDDEN


def test_a_reporter_suspended_since_does_not_count(rude: Reply, six: list[User]) -> None:
    carol, dave, erin = six[:3]
    report(carol, rude)
    User.objects.filter(pk=carol.pk).update(suspended_until=timezone.now() + LONG_AGO)
    for each in (dave, erin):
        report(each, rude)
    assert state_of(rude) == State.VISIBLE


def test_who_is_new(elsewhere: Post) -> None:
    assert not is_newcomer(known("ida", elsewhere))
    assert is_newcomer(known("jo", elsewhere, replies=REPLIES - 1))
    assert is_newcomer(known("kim", elsewhere, date_joined=timezone.now()))
    assert is_newcomer(known("lea", elsewhere, approved_at=None))
    assert not is_newcomer(moderator())
