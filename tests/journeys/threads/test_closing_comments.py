"""Alice closes the discussion of her essay, and lets it go on; what moderators locked stays so."""

import pytest

from accounts.models import User
from forum.models import Post
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.moderators import words

CLOSED = "The author has closed the discussion on"


@pytest.fixture
def alice(db: None) -> User:
    return person("alice")


@pytest.fixture
def post(alice: User) -> Post:
    return publish(alice)


def comments(by: User, post: Post, **data: str) -> int:
    return browser_of(by).post(f"/posts/{post.pk}/comments/", data).status_code


def test_closed_and_opened_again(alice: User, post: Post) -> None:
    bob, carol = person("bob"), person("carol")
    reply = answer(bob, post, "a) It has no test.")
    place(bob, reply)
    assert "Close the discussion" in words(alice, f"/posts/{post.pk}/manage/")
    assert comments(alice, post) == 302
    assert comments(alice, post) == 409
    post.refresh_from_db()
    assert post.locked_at and post.locked_by == alice
    for who in (None, alice, carol):
        assert CLOSED in words(who, post.get_absolute_url())
    for who in (alice, bob):
        form = {"body": "Kept", "parent": ""}
        refused = browser_of(who).post(f"/posts/{post.pk}/reply/", form)
        assert refused.status_code == 422
        assert CLOSED in text_of(refused) and "Kept" in refused.content.decode()
    objection = f"/posts/{post.pk}/objections/1/"
    assert browser_of(carol).post(f"{objection}share/").status_code == 422
    assert browser_of(bob).post(f"{objection}taken-back/").status_code == 302
    assert "Let the discussion go on" in words(alice, f"/posts/{post.pk}/manage/")
    assert comments(alice, post, reopen="1") == 302
    assert comments(alice, post, reopen="1") == 409
    assert answer(carol, post, "I go on.").pk


def test_what_moderators_locked_the_author_cannot_open(alice: User, post: Post) -> None:
    mina, reason = browser_of(moderator()), {"reason": "It got out of hand"}
    assert comments(alice, post) == 302
    assert mina.post(f"/posts/{post.pk}/lock/", reason).status_code == 302, "over the author’s"
    assert mina.post(f"/posts/{post.pk}/lock/", reason).status_code == 409
    assert comments(alice, post, reopen="1") == 403
    assert comments(alice, post) == 409
    assert "only they can unlock it" in words(alice, f"/posts/{post.pk}/manage/")
    assert mina.post(f"/posts/{post.pk}/unlock/", reason).status_code == 302
    assert comments(alice, post) == 302
    assert mina.post(f"/posts/{post.pk}/unlock/", reason).status_code == 302
    answer(person("bob"), post, "Open again.")


def test_the_author_alone(alice: User, post: Post) -> None:
    for who in (person("bob"), moderator()):
        assert comments(who, post) == 403
    comments(alice, post)
    for who in ("bob", "mina"):
        assert comments(User.objects.get(username=who), post, reopen="1") == 403
    assert browser_of(None).post(f"/posts/{post.pk}/comments/").status_code == 302
    draft = {"title": "Draft", "body": "x", "draft": "1"}
    browser_of(alice).post("/posts/new/", draft)
    assert comments(alice, Post.objects.latest("pk")) in (404, 422)
    assert comments(alice, Post(pk=99)) == 404
