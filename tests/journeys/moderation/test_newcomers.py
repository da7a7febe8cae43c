"""Nora signs up where first texts are read first: they wait, and are let through or not."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from accounts.models import User
from critiques.models import Objection, Round
from critiques.record.coverage import coverage_of
from forum.models import Post, Reply, State
from moderation.actions.approval import approve, reject
from moderation.models import LogAct, LogEntry
from staff.actions.undo import undo
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.moderators import logged, words
from tests.sign_in import SIGN_UP, sign_up

POINTS = "a) It has no test.\n\nb) It costs too much."


@pytest.fixture(autouse=True)
def on(settings) -> None:
    settings.NEWCOMER_APPROVAL = True


@pytest.fixture
def nora(db: None) -> User:
    return person("nora", approved_at=None)


@pytest.fixture
def post(db: None) -> Post:
    return publish(person("alice"), body="Twenty checks beat one.")


def test_security_13_who_signs_up_waits(db: None, settings) -> None:
    assert sign_up(Client(), "nora", "nora@example.org").status_code == 302
    assert User.objects.get().approved_at is None and User.objects.get().awaits_approval
    settings.NEWCOMER_APPROVAL = False
    assert not User.objects.get().awaits_approval
    sign_up(Client(), "olaf", "olaf@example.org")
    assert User.objects.get(username="olaf").approved_at is not None


def test_security_13_there_is_one_way_to_sign_up(db: None) -> None:
    def routes(patterns: list, before: str = "") -> list[str]:
        found = []
        for each in patterns:
            path = before + str(each.pattern)
            below = getattr(each, "url_patterns", None)
            found += routes(below, path) if below else [path]
        return found

    ways = [path for path in routes(get_resolver().url_patterns) if re.search("sign-?up", path)]
    data = {"username": "nora", "email": "nora@example.org", "password1": "a-long-enough-password"}
    for path in ways:
        Client().post(f"/{path}", data | {"approved_at": "2020-01-01"})
    assert SIGN_UP.strip("/") + "/" in ways
    assert [user.approved_at for user in User.objects.all()] == [None]


def test_a_reply_waits_for_a_moderator(nora: User, post: Post) -> None:
    mina, bob = moderator(), person("bob")
    told = "A moderator reads your first text before others do."
    for path in (post.get_absolute_url(), f"/posts/{post.pk}/reply/", "/posts/new/"):
        assert told in words(nora, path) and told not in words(bob, path)
    before = post.active_at
    reply = answer(nora, post, POINTS)
    post.refresh_from_db()
    assert reply.state == State.PENDING
    assert (post.reply_count, post.active_at) == (0, before)
    url = f"/replies/{reply.pk}/"
    assert browser_of(bob).get(url).status_code == browser_of(None).get(url).status_code == 404
    assert "It has no test" not in words(None, post.get_absolute_url())
    for who in (nora, mina):
        page = words(who, post.get_absolute_url())
        assert "It has no test" in page and "Waiting for a moderator" in page
    assert coverage_of(post).total == 0
    below = {"body": "Yes", "parent": reply.pk}
    assert browser_of(nora).post(f"/posts/{post.pk}/reply/", below).status_code == 422

    approve(moderator=mina, reply_id=reply.pk)
    nora.refresh_from_db()
    post.refresh_from_db()
    reply.refresh_from_db()
    assert nora.approved_at == reply.created_at == post.active_at > before
    assert post.reply_count == 1 and reply.state == State.VISIBLE
    assert "It has no test" in words(bob, post.get_absolute_url())
    assert "Finish your points" in words(nora, post.get_absolute_url())
    place(nora, reply)
    assert [o.letter for o in Objection.objects.order_by("number")] == ["a", "b"]
    assert answer(nora, post, "And another.").state == State.VISIBLE


def test_its_points_wait_with_it(nora: User, post: Post) -> None:
    data = {"body": POINTS, "parent": "", "beside": "1", "to-a": "new", "claim-a": "No test"}
    assert browser_of(nora).post(f"/posts/{post.pk}/reply/", data).status_code == 302
    reply = Reply.objects.get()
    assert reply.state == State.PENDING and not Objection.objects.exists()
    his = browser_of(nora)
    assert his.get(f"/replies/{reply.pk}/points/").status_code == 403
    refused = his.post(f"/replies/{reply.pk}/points/", {"to-a": "new", "claim-a": "No test"})
    assert refused.status_code == 422 and not Objection.objects.exists()
    beside = his.post(f"/posts/{post.pk}/reply/points/", {"body": POINTS})
    assert "claim" not in beside.content.decode()


def test_edits_and_withdrawing_while_it_waits(nora: User, post: Post) -> None:
    reply = answer(nora, post, "First.")
    his = browser_of(nora)
    edit = {"body": "Second.", "base_revision": 1}
    assert his.post(f"/replies/{reply.pk}/edit/", edit).status_code == 302
    reply.refresh_from_db()
    assert (reply.body, reply.state) == ("Second.", State.PENDING)
    assert his.post(f"/replies/{reply.pk}/withdraw/").status_code == 302
    reply.refresh_from_db()
    post.refresh_from_db()
    assert reply.state == State.WITHDRAWN and post.reply_count == 0
    assert browser_of(None).get(f"/replies/{reply.pk}/").status_code == 404


def test_an_essay_waits_too(nora: User) -> None:
    mina = moderator()
    essay = {"title": "Nora’s essay", "body": "An essay."}
    told = text_of(browser_of(nora).post("/posts/new/", essay, follow=True))
    assert "Sent. A moderator reads it before others do." in told and "Published" not in told
    post = Post.objects.get(title="Nora’s essay")
    assert (post.state, post.published_at) == (State.PENDING, None)
    assert "Nora’s essay" not in words(None, "/")
    assert browser_of(None).get(post.get_absolute_url()).status_code == 404
    assert "Waiting for a moderator" in words(nora, post.get_absolute_url())
    refused = browser_of(mina).post(f"/posts/{post.pk}/reply/", {"body": "Hm", "parent": ""})
    assert refused.status_code == 422
    change = {"title": "Nora’s essay", "body": "Changed.", "base_revision": 1}
    assert browser_of(nora).post(f"/posts/{post.pk}/edit/", change).status_code == 302
    approve(moderator=mina, post_id=post.pk, reason="Fits here")
    post.refresh_from_db()
    nora.refresh_from_db()
    assert post.state == State.VISIBLE and post.revision == 2
    assert post.published_at == post.active_at == nora.approved_at
    assert "Nora’s essay" in words(None, "/")


def test_turned_down_and_taken_back(nora: User, post: Post) -> None:
    mina = moderator()
    reply = answer(nora, post, "Buy my book.")
    entry = reject(moderator=mina, reply_id=reply.pk, reason="Advertising")
    reply.refresh_from_db()
    nora.refresh_from_db()
    assert reply.state == State.REJECTED and nora.approved_at is None
    assert "Advertising" in words(nora, "/account/decisions/")
    edit = {"body": "Don’t buy it.", "base_revision": 1}
    assert browser_of(nora).post(f"/replies/{reply.pk}/edit/", edit).status_code == 422
    undo(moderator=mina, entry_id=entry.pk, reason="Too hasty")
    reply.refresh_from_db()
    assert reply.state == State.PENDING
    assert logged() == ["reject", "unreject"]


def test_an_approval_taken_back(nora: User, post: Post) -> None:
    mina = moderator()
    first, second = answer(nora, post, "First."), answer(nora, post, "Second.")
    entry = approve(moderator=mina, reply_id=first.pk)
    other = approve(moderator=mina, reply_id=second.pk)
    undo(moderator=mina, entry_id=other.pk, reason="The wrong one")
    nora.refresh_from_db()
    assert nora.approved_at is not None, "the first approval stands"
    undo(moderator=mina, entry_id=entry.pk, reason="The wrong one, too")
    nora.refresh_from_db()
    post.refresh_from_db()
    assert nora.approved_at is None and post.reply_count == 0
    assert set(post.replies.values_list("state", flat=True)) == {State.PENDING}


def test_an_approval_stands_once_others_rest_on_it(nora: User, post: Post) -> None:
    mina, bob = moderator(), person("bob")
    reply, tagged = answer(nora, post, "First."), answer(nora, post, POINTS)
    for each in (reply, tagged):
        approve(moderator=mina, reply_id=each.pk)
    answer(bob, post, "I see.", parent=reply)
    place(nora, tagged)
    for entry in LogEntry.objects.filter(act=LogAct.APPROVE):
        url = f"/moderation/log/{entry.pk}/undo/"
        assert browser_of(mina).post(url, {"reason": "Hm"}).status_code == 409
    assert not post.replies.exclude(state=State.VISIBLE).exists()


def test_decided_once_and_by_moderators_alone(nora: User, post: Post) -> None:
    mina, bob = moderator(), person("bob")
    reply = answer(nora, post, "First.")
    with pytest.raises(Exception, match="moderators"):
        approve(moderator=bob, reply_id=reply.pk)
    with pytest.raises(Exception, match="moderators"):
        reject(moderator=nora, reply_id=reply.pk, reason="x")
    with pytest.raises(Exception, match="reason"):
        reject(moderator=mina, reply_id=reply.pk, reason="")
    approve(moderator=mina, reply_id=reply.pk)
    with pytest.raises(Exception, match="already"):
        approve(moderator=mina, reply_id=reply.pk)
    with pytest.raises(Exception, match="already"):
        reject(moderator=mina, reply_id=reply.pk, reason="x")


def test_words_beside_texts_wait_for_approval(nora: User, post: Post) -> None:
    bob = person("bob")
    place(bob, answer(bob, post, POINTS))
    url = f"/posts/{post.pk}/objections/1/"
    his = browser_of(nora)
    assert his.post(f"{url}share/").status_code == 302, "a click is no text"
    refused = his.post(f"{url}would-satisfy/", {"text": "Buy my book"})
    assert refused.status_code == 403 and "A moderator reads" in text_of(refused)
    profile = {"display_name": "Nora", "bio": "Buy my book", "timezone": "UTC", "language": "en"}
    his.post("/account/", profile)
    nora.refresh_from_db()
    assert nora.bio == ""


@pytest.mark.parametrize("standing", ["waits", "suspended", "good"])
def test_who_counts_for_a_round(post: Post, standing: str) -> None:
    bob, carol = person("bob"), person("carol")
    place(bob, answer(bob, post, "".join(f"{x}) Point {x} is wrong.\n\n" for x in "abcdef")))
    assert Objection.objects.get(number=6).letter is None
    fields = {
        "waits": {"approved_at": None},
        "suspended": {"suspended_until": timezone.now() + timedelta(days=1)},
        "good": {},
    }[standing]
    browser_of(carol).post(f"/posts/{post.pk}/objections/6/share/")
    Round.objects.exclude(number=1).delete()
    Objection.objects.filter(number=6).update(letter=None, round=None)
    User.objects.filter(pk=carol.pk).update(**fields)
    browser_of(bob).post(f"/posts/{post.pk}/objections/1/main/")
    assert Round.objects.filter(post=post).count() == (2 if standing == "good" else 1)
