"""A line of thanks: its writer reads it, and nobody else but who gave it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from accounts.actions.leaving import leave
from accounts.data import data_of
from accounts.models import User
from forum.models import Post, Reply, State, Thanks, Vote
from moderation.actions.moves import split
from moderation.models import LogEntry
from notifications.models import Notification
from staff.actions.undo import undo
from tests.cast import answer, browser_of, form_fields, moderator, person, publish, text_of

pytestmark = pytest.mark.django_db
LINE = "Your second point changed my mind about Tuesdays."


@pytest.fixture
def bob() -> User:
    return person("bob")


@pytest.fixture
def carol() -> User:
    return person("carol")


@pytest.fixture
def essay(bob: User) -> Post:
    post = publish(person("alice"))
    answer(bob, post, "A reply that is worth it.")
    return post


@pytest.fixture
def reply(essay: Post) -> Reply:
    return essay.replies.get()


@pytest.fixture
def say(django_capture_on_commit_callbacks: Callable) -> Callable:
    """Send what somebody thanks for; return the status."""

    def sent(who: User | None, text: Post | Reply, words: str = LINE, **more: str) -> int:
        kind = "posts" if isinstance(text, Post) else "replies"
        with django_capture_on_commit_callbacks(execute=True):
            url = f"/{kind}/{text.pk}/thanks/"
            response = browser_of(who).post(url, {"words": words, **more})
        return response.status_code

    return sent


def vote(who: User, post: Post, **what: object) -> None:
    assert browser_of(who).post(f"/posts/{post.pk}/votes/", what).status_code == 302


def notices(who: User) -> str:
    return text_of(browser_of(who).get("/notifications/"))


def test_whoever_votes_may_thank_and_its_writer_reads_it(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    thread = essay.get_absolute_url()
    assert f"/replies/{reply.pk}/thanks/" not in browser_of(carol).get(thread).content.decode()
    assert say(carol, reply) == 403, "first the vote"
    vote(carol, essay, add=reply.pk)
    assert not Notification.objects.filter(person=bob).exists(), "votes alone notify nobody"
    assert f"/replies/{reply.pk}/thanks/" in browser_of(carol).get(thread).content.decode()
    form = browser_of(carol).get(f"/replies/{reply.pk}/thanks/")
    assert "Thank Bob" in text_of(form) and "A reply that is worth it." in text_of(form)
    assert say(carol, reply) == 302
    assert say(carol, reply) == 302, "twice is once"
    told = notices(bob)
    assert "Carol thanked you for your reply" in told and LINE in told
    notice = Notification.objects.get(person=bob)
    leads = browser_of(bob).post(f"/notifications/{notice.pk}/", {"open": 1})["location"]
    assert leads == f"/thanks/#thanks-{Thanks.objects.get().pk}"
    page = text_of(browser_of(bob).get("/thanks/"))
    assert LINE in page and "For your reply on Twenty checks" in page
    for who in (None, essay.author, moderator(), carol):
        for url in ("/thanks/", thread, "/u/bob/", f"/replies/{reply.pk}/", "/notifications/"):
            response = browser_of(who).get(url)
            assert LINE not in response.content.decode(), (who, url)
    assert form_fields(browser_of(carol).get(f"/replies/{reply.pk}/thanks/"), "thanks")[
        "words"
    ] == (LINE)


def test_it_can_be_put_otherwise_and_taken_back(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    vote(carol, essay, add=reply.pk)
    vote(carol, essay, add="essay")
    say(carol, reply)
    say(carol, essay, "For the whole of it.")
    say(carol, reply, "Otherwise <b>now</b>.")
    assert "Otherwise <b>now</b>." in notices(bob) and LINE not in notices(bob)
    assert "For the whole of it." in notices(essay.author)
    assert say(carol, reply, "", take_back="1") == 302
    assert "thanked" not in notices(bob) and Vote.objects.count() == 2
    vote(carol, essay, drop="essay")
    assert "thanked" not in notices(essay.author) and not Thanks.objects.exists()
    for words in ("", "x" * 301, "​"):
        vote(carol, essay, add=reply.pk)
        assert say(carol, reply, words) == 422


def test_several_for_one_text_are_told_in_one_line(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    for who in (carol, essay.author, person("dave")):
        vote(who, essay, add=reply.pk)
        say(who, reply, f"Thanks, says {who.username}.")
    told = notices(bob)
    assert "Carol, Alice and Dave thanked you for your reply" in told
    first, *_, last = Notification.objects.filter(person=bob, thing="thanks").order_by("pk")
    browser_of(bob).post(f"/notifications/{first.pk}/", {"until": last.pk})
    assert not Notification.objects.filter(person=bob, thing="thanks", read_at=None).exists()
    assert all(f"says {name}." in told for name in ("carol", "alice", "dave"))


def test_who_may_not(essay: Post, reply: Reply, carol: User, bob: User, say: Callable) -> None:
    vote(carol, essay, add=reply.pk)
    assert say(bob, reply) == 403, "one’s own"
    assert say(None, reply) == 302 and not Thanks.objects.exists()
    browser_of(essay.author).post(f"/posts/{essay.pk}/bars/", {"person": "carol", "reason": "Rude"})
    assert say(carol, reply) == 403, "barred"
    dave = person("dave")
    vote(dave, essay, add=reply.pk)
    Reply.objects.filter(pk=reply.pk).update(state=State.HIDDEN)
    assert say(dave, reply) == 404, "hidden"
    Reply.objects.filter(pk=reply.pk).update(state=State.VISIBLE)
    User.objects.filter(pk=dave.pk).update(suspended_until="2999-01-01T00:00Z")
    assert say(dave, reply) == 403, "suspended"
    assert not Thanks.objects.exists()


def test_newcomers_who_wait_add_no_words(
    essay: Post, reply: Reply, carol: User, say: Callable, settings: Any
) -> None:
    settings.NEWCOMER_APPROVAL = True
    User.objects.filter(pk=carol.pk).update(approved_at=None)
    vote(carol, essay, add=reply.pk)
    assert "/thanks/" not in browser_of(carol).get(essay.get_absolute_url()).content.decode()
    assert say(carol, reply) == 403
    assert Vote.objects.exists() and not Thanks.objects.exists()


def test_what_is_no_thanks_is_reported_and_moderators_alone_read_it(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    mina = moderator()
    vote(carol, essay, add=reply.pk)
    say(carol, reply, "You are a fool.")
    line = Thanks.objects.get()
    assert "You are a fool." not in text_of(browser_of(mina).get("/moderation/"))
    assert browser_of(carol).post(f"/thanks/{line.pk}/report/").status_code == 404
    for _ in range(2):
        assert browser_of(bob).post(f"/thanks/{line.pk}/report/").status_code == 302
    assert "fool" not in text_of(browser_of(bob).get("/thanks/")) + notices(bob)
    queue = browser_of(mina).get("/moderation/").content.decode()
    assert "You are a fool." in queue and "/u/carol/moderate/" in queue
    # Who wrote it cannot make it unread, nor write on.
    assert say(carol, reply, "", take_back="1") == 302
    assert say(carol, reply, "Twice a fool.") == 422
    vote(carol, essay, drop=reply.pk)
    vote(carol, essay, add=reply.pk)
    assert say(carol, reply, "Twice a fool.") == 422
    assert "You are a fool." in text_of(browser_of(mina).get("/moderation/"))
    assert browser_of(bob).post(f"/moderation/thanks/{line.pk}/seen/").status_code == 403
    assert browser_of(mina).post(f"/moderation/thanks/{line.pk}/seen/").status_code == 302
    assert "You are a fool." not in text_of(browser_of(mina).get("/moderation/"))


def test_it_goes_along_with_a_text_and_goes_when_somebody_leaves(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    mina, dave = moderator(), person("dave")
    for who in (carol, dave):
        vote(who, essay, add=reply.pk)
        say(who, reply, f"Thanks, says {who.username}.")
    entry = split(moderator=mina, reply_id=reply.pk, title="Of its own", reason="Long.")
    assert "For your essay, Of its own" in text_of(browser_of(bob).get("/thanks/"))
    assert "thanked you for your essay" in notices(bob)
    undo(moderator=mina, entry_id=entry.pk, reason="Not long.")
    assert "thanked you for your reply" in notices(bob)
    given, got = (json.loads("".join(data_of(who))) for who in (carol, bob))
    assert [each["words"] for each in given["thanks_given"]] == ["Thanks, says carol."]
    assert len(got["thanks_received"]) == 2 and not got["thanks_given"]
    leave(user=carol, withdraw=False)
    assert "says carol" not in notices(bob) and "says dave" in notices(bob)
    assert Reply.objects.get(pk=reply.pk).votes == 2
    leave(user=bob, withdraw=False)
    assert not Thanks.objects.exists()


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_asks_as_often_whatever_is_on_it(
    count: int, essay: Post, bob: User, django_assert_num_queries: Callable
) -> None:
    reader = browser_of(bob)
    for n in range(count):
        giver = User.objects.create_user(f"g{n}", f"g{n}@example.org")
        reply = essay.replies.get()
        Thanks.objects.create(giver=giver, writer=bob, reply=reply, words=f"Line {n}.")
    with django_assert_num_queries(4):  # of them three for the session, its owner, the masthead
        page = reader.get("/thanks/")
    assert text_of(page).count("Line ") == min(count, 30)


def test_who_was_barred_since_is_offered_none_and_may_take_theirs_back(
    essay: Post, reply: Reply, carol: User, say: Callable
) -> None:
    for text, what in ((essay, "essay"), (reply, reply.pk)):
        vote(carol, essay, add=what)
        assert say(carol, text) == 302
    browser_of(essay.author).post(f"/posts/{essay.pk}/bars/", {"person": "carol", "reason": "Rude"})
    assert "/thanks/" not in browser_of(carol).get(essay.get_absolute_url()).content.decode()
    for text in (essay, reply):
        assert say(carol, text, "Otherwise.") == 403
        assert say(carol, text, "", take_back="1") == 302
    assert not Thanks.objects.exists() and Vote.objects.count() == 2


def test_a_notice_leads_to_its_line_however_many_came_since(
    essay: Post, reply: Reply, carol: User, bob: User, say: Callable
) -> None:
    vote(carol, essay, add=reply.pk)
    say(carol, reply)
    notice, first = Notification.objects.get(person=bob), Thanks.objects.get()
    for count, page in ((29, ""), (1, "?after="), (40, "?after=")):
        for _ in range(count):
            giver = User.objects.create_user(f"g{Thanks.objects.count()}")
            Thanks.objects.create(giver=giver, writer=bob, reply=reply, words="Later.")
        leads = browser_of(bob).post(f"/notifications/{notice.pk}/", {"open": 1})["location"]
        assert leads.startswith(f"/thanks/{page}") and leads.endswith(f"#thanks-{first.pk}")
        assert ("?" in leads) == bool(page)
        assert LINE in text_of(browser_of(bob).get(leads))


def test_moderators_read_nothing_of_their_own_away(
    essay: Post, reply: Reply, bob: User, say: Callable
) -> None:
    mina, other = moderator(), moderator("mo")
    vote(mina, essay, add=reply.pk)
    say(mina, reply, "You are a fool.")
    line = Thanks.objects.get()
    browser_of(bob).post(f"/thanks/{line.pk}/report/")
    assert browser_of(mina).post(f"/moderation/thanks/{line.pk}/seen/").status_code == 403
    assert "You are a fool." in text_of(browser_of(other).get("/moderation/"))
    assert browser_of(other).post(f"/moderation/thanks/{line.pk}/seen/").status_code == 302
    assert "You are a fool." not in text_of(browser_of(other).get("/moderation/"))


def test_no_line_is_told_of_what_its_writer_reads_no_more(
    essay: Post, carol: User, bob: User, say: Callable
) -> None:
    mina, into = moderator(), publish(bob, "The other")
    vote(carol, essay, add="essay")
    say(carol, essay)
    sent = {"into": into.pk, "reason": "The same."}
    assert browser_of(mina).post(f"/posts/{essay.pk}/merge/", sent).status_code == 302
    assert LINE not in text_of(browser_of(essay.author).get("/thanks/")) + notices(essay.author)
    undo(moderator=mina, entry_id=LogEntry.objects.latest("pk").pk, reason="Not the same.")
    assert LINE in text_of(browser_of(essay.author).get("/thanks/"))
    assert LINE in notices(essay.author)
