"""Wherever a form or a button would be and is not, the page says why, and what to do."""

import pytest
from django.test import Client

from accounts.limits.rates import read_limit
from accounts.models import User
from forum.actions.bars import bar
from forum.actions.changes import withdraw_post
from forum.models import Post
from moderation.actions.threads import set_thread
from moderation.models import LogAct
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db

UNCONFIRMED = "Confirm your e-mail address first: open the link we sent you"
SUSPENDED = "You can’t write until"
BARRED = "The author has barred you from this discussion: “Shouts”"
SIGN_IN = "Sign in"
LOCKED = "This discussion is locked"
CLOSED = "The discussion is closed since"
WITHDRAWN = "The author has withdrawn this essay"

# By who looks: what the thread, one reply, the form alone and an objection say where forms are
# missing; the form alone asks visitors to sign in first.
PEOPLE = {
    "visitor": (SIGN_IN, SIGN_IN, "", SIGN_IN),
    "unconfirmed": (UNCONFIRMED,) * 4,
    "suspended": (SUSPENDED,) * 4,
    "barred": (BARRED,) * 4,
}
# By what was done to the essay: the same, for everybody.
STATES = {
    "locked": (LOCKED, LOCKED, LOCKED, CLOSED),
    "withdrawn": (WITHDRAWN,) * 4,
}
MORE = {
    # What else somebody finds instead of a form: an essay to write, their reply to change or to
    # place, a text and a claim to report.
    "unconfirmed": {"new": UNCONFIRMED, "edit": UNCONFIRMED, "points": UNCONFIRMED},
    "suspended": {
        "new": SUSPENDED,
        "edit": SUSPENDED,
        "points": SUSPENDED,
        "report": "You can’t report anything at the moment.",
        "report_claim": "You can’t report anything at the moment.",
    },
    "barred": {"edit": BARRED, "points": BARRED},
}


@pytest.fixture
def essay(db: None) -> Post:
    post = publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")
    bob = person("bob")
    place(bob, answer(bob, post, "a) The author is hasty."))
    return post


def visitor_or(kind: str, essay: Post) -> User | None:
    """Return somebody of this kind who has written a reply with points; nobody for a visitor."""
    if kind == "visitor":
        return None
    who = person("dora")
    answer(who, essay, "a) One.\nb) Two.")
    if kind == "unconfirmed":
        who.emailaddress_set.update(verified=False)
    elif kind == "suspended":
        User.objects.filter(pk=who.pk).update(suspended_until="2999-01-01T00:00:00Z")
    elif kind == "barred":
        bar(author=essay.author, post_id=essay.pk, username="dora", reason="Shouts")
    return User.objects.get(pk=who.pk)


def addresses(essay: Post) -> list[str]:
    first = essay.replies.order_by("pk")[0].pk
    return [
        Post.objects.get(pk=essay.pk).get_absolute_url(),
        f"/replies/{first}/",
        f"/posts/{essay.pk}/reply/",
        f"/posts/{essay.pk}/objections/1/",
    ]


def check(client: Client, url: str, says: str) -> None:
    page = client.get(url)
    if says and page.status_code != 302:
        assert says in text_of(page), url
        assert 'data-form="reply"' not in page.content.decode(), url


@pytest.mark.parametrize("kind", PEOPLE)
def test_people_who_may_not_write(essay: Post, kind: str) -> None:
    client = browser_of(visitor_or(kind, essay))
    for url, says in zip(addresses(essay), PEOPLE[kind], strict=True):
        check(client, url, says)


@pytest.mark.parametrize("kind", ["visitor", "member"])
@pytest.mark.parametrize("state", STATES)
def test_essays_that_do_not_go_on(essay: Post, state: str, kind: str) -> None:
    client = browser_of(visitor_or(kind, essay))
    if state == "locked":
        set_thread(moderator=moderator(), post_id=essay.pk, act=LogAct.LOCK, reason="Heated")
    else:
        withdraw_post(author=essay.author, post_id=essay.pk)
    for url, says in zip(addresses(essay), STATES[state], strict=True):
        check(client, url, says)
        page = client.get(url).content.decode()
        assert "?parent=" not in page, "no button leads where nobody may write"


@pytest.mark.parametrize("kind", MORE)
def test_what_else_is_missing(essay: Post, kind: str) -> None:
    who = visitor_or(kind, essay)
    own = essay.replies.get(author=who).pk
    other = essay.replies.exclude(author=who).get().pk
    urls = {
        "new": "/posts/new/",
        "edit": f"/replies/{own}/edit/",
        "points": f"/replies/{own}/points/",
        "report": f"/replies/{other}/report/",
        "report_claim": f"/posts/{essay.pk}/objections/1/report/",
    }
    for name, url in urls.items():
        page = browser_of(who).get(url)
        if name in MORE[kind]:
            assert MORE[kind][name] in text_of(page), name
            assert "<textarea" not in page.content.decode(), name
        else:
            assert "<textarea" in page.content.decode(), name


def test_ones_own_is_not_reported(essay: Post) -> None:
    bob = essay.replies.get().author
    own = browser_of(bob).get(f"/replies/{essay.replies.get().pk}/report/")
    assert "You can edit or withdraw your own text" in text_of(own)
    claim = browser_of(bob).get(f"/posts/{essay.pk}/objections/1/report/")
    assert "You can reword or take back your own" in text_of(claim)


def test_who_waits_for_approval_is_told_beside_the_form(essay: Post, settings) -> None:
    settings.NEWCOMER_APPROVAL = True
    who = person("nora", approved_at=None)
    for url in (*addresses(essay)[:3], "/posts/new/"):
        assert "A moderator reads your first text before others do." in text_of(
            browser_of(who).get(url)
        )


def test_after_too_many_the_form_stays_and_says_when(essay: Post, settings) -> None:
    limit = read_limit("LIMIT_REPLIES", ";1/hour;")
    settings.LIMITS = settings.LIMITS | {"replies": limit}
    who = visitor_or("member", essay)
    data = {"body": "Once more", "parent": ""}
    page = browser_of(who).post(f"/posts/{essay.pk}/reply/", data)
    assert page.status_code == 429
    assert "You can go on at" in text_of(page) and "Once more" in page.content.decode()
