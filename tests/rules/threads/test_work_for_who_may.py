"""Nothing is rendered, and no points are looked for, for who may not write there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.limits.rates import read_limit
from accounts.limits.traces import hidden
from accounts.models import Trace, User
from forum.models import Post
from tests.cast import answer, browser_of, moderator, person, publish

pytestmark = pytest.mark.django_db

NEW = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
TYPED = "a) What I have typed so far."
# Where `render`, `render_shown` and `find_points` are called from, for what somebody sends.
COSTLY = (
    "forum.actions.unsaved.render",
    "forum.actions.unsaved.render_shown",
    "forum.actions.changes.render_shown",
    "forum.actions.wordings.render_shown",
    "threads.views.replies.find_points",
    "critiques.actions.choices.find_points",
    "threads.pages.points.lines.find_points",
    "threads.views.composer.find_points",
)


@pytest.fixture
def essay(db: None) -> Post:
    return publish(person("alice"), "Twenty checks", "Twenty checks are enough for any summary.")


@pytest.fixture
def bob(db: None) -> User:
    return person("bob")


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the costly functions that are called from now on; none does anything."""
    calls: list[str] = []
    for where in COSTLY:
        monkeypatch.setattr(where, lambda *_, _where=where, **__: calls.append(_where) or "")
    return calls


def signed_out(settings, essay: Post, bob: User) -> User | None:
    return None


def unconfirmed(settings, essay: Post, bob: User) -> User:
    bob.emailaddress_set.update(verified=False)
    return bob


def suspended(settings, essay: Post, bob: User) -> User:
    User.objects.filter(pk=bob.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    return bob


def barred(settings, essay: Post, bob: User) -> User:
    url = f"/posts/{essay.pk}/bars/"
    form = {"person": "bob", "reason": "Rude."}
    assert browser_of(essay.author).post(url, form).status_code == 302
    return bob


def locked(settings, essay: Post, bob: User) -> User:
    mina = browser_of(moderator())
    assert mina.post(f"/posts/{essay.pk}/lock/", {"reason": "Enough."}).status_code == 302
    return bob


def at_the_limit(settings, essay: Post, bob: User) -> User:
    for kind in ("previews", "edits", "replies", "drafts", "points"):
        settings.LIMITS = {**settings.LIMITS, kind: read_limit("LIMIT", "1/hour; 1/hour;")}
        Trace.objects.create(kind=kind, address=hidden(f"person {bob.pk}"))
    return bob


EVERYWHERE = (signed_out, unconfirmed, suspended)
HERE = (*EVERYWHERE, barred, locked)


def sent(essay: Post, reply: int) -> dict[str, tuple[str, dict[str, str], tuple]]:
    """Return where bob’s text would be rendered: the address, the form, and who may not."""
    essay_form = {"title": "Two", "body": TYPED}
    reply_form, edit_form = {"body": TYPED, "parent": ""}, {"body": TYPED, "base_revision": "1"}
    here, preview = f"/posts/{essay.pk}", {"preview": "1"}
    return {
        "essay preview": ("/posts/new/", essay_form | preview, (*EVERYWHERE, at_the_limit)),
        "draft": ("/posts/new/", essay_form | {"draft": "1"}, (*EVERYWHERE, at_the_limit)),
        "reply preview": (f"{here}/reply/", reply_form | preview, (*HERE, at_the_limit)),
        "reply": (f"{here}/reply/", reply_form, (*HERE, at_the_limit)),
        "edit preview": (f"/replies/{reply}/edit/", edit_form | preview, (*HERE, at_the_limit)),
        "edit": (f"/replies/{reply}/edit/", edit_form, (*HERE, at_the_limit)),
        "beside": (f"{here}/reply/points/", reply_form, (*HERE, at_the_limit)),
        "shown": (
            f"/drafts/essay-{essay.pk}-reply/preview/",
            reply_form,
            (*HERE, at_the_limit),
        ),
        "essay shown": (
            f"/drafts/new-{NEW}/preview/",
            essay_form,
            (*EVERYWHERE, at_the_limit),
        ),
        "points": (f"/replies/{reply}/points/", {"claim-a": TYPED}, HERE),
    }


@pytest.mark.parametrize("why", [*HERE, at_the_limit], ids=lambda why: why.__name__)
def test_security_nothing_is_rendered_for_who_may_not_write(
    settings, essay: Post, bob: User, monkeypatch: pytest.MonkeyPatch, why: Callable
) -> None:
    reply = answer(bob, essay, "Hm.")
    who = why(settings, essay, bob)
    calls = watch(monkeypatch)
    for what, (url, form, refused) in sent(essay, reply.pk).items():
        if why not in refused:
            continue
        response = browser_of(who).post(url, form)
        assert calls == [], what
        beside = what in ("beside", "shown", "essay shown")
        if beside and who is None:
            assert response.status_code == 302
            continue
        expected = {429} if why is at_the_limit else {403, 422}
        assert response.status_code in expected, f"{what}: {response.status_code}"
        if beside:
            assert response["content-type"] != "text/html" and response.content
        else:
            assert TYPED in response.content.decode(), f"{what}: what was typed is gone"


def test_security_46_what_may_be_done_is_rendered(
    essay: Post, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = answer(bob, essay, "Hm.")
    for what, (url, form, _) in sent(essay, reply.pk).items():
        with monkeypatch.context() as patch:
            calls = watch(patch)
            assert browser_of(bob).post(url, form).status_code in (200, 302), what
            assert calls, f"{what}: nothing that is watched is called"


def test_security_nobody_previews_a_revision_of_somebody_elses_essay(
    essay: Post, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = watch(monkeypatch)
    form = {"title": "Mine", "body": TYPED, "base_revision": "1"}
    for more in ({}, {"preview": "1"}):
        refused = browser_of(bob).post(f"/posts/{essay.pk}/edit/", form | more)
        assert refused.status_code == 403 and TYPED in refused.content.decode()
    assert calls == []


def test_security_46_a_form_sent_twice_at_the_limit_leads_to_what_it_made(
    settings, essay: Post, bob: User
) -> None:
    settings.LIMITS = {
        **settings.LIMITS,
        **dict.fromkeys(("replies", "drafts"), read_limit("LIMIT", "1/hour; 1/hour;")),
    }
    his, token = browser_of(bob), {"token": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}
    for url, form in (
        (f"/posts/{essay.pk}/reply/", {"body": "Hm.", "parent": ""}),
        ("/posts/new/", {"title": "Two", "body": "Text.", "draft": "1"}),
    ):
        sent_twice = [his.post(url, form | token) for _ in range(2)]
        assert [each.status_code for each in sent_twice] == [302, 302]
        assert sent_twice[0]["location"] == sent_twice[1]["location"]
        assert his.post(url, form).status_code == 429
