"""Erasing a text for good: admins only, after it was removed; its place and letters stay."""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from accounts.models import User
from critiques.models import Objection
from forum.models import Reply, State
from moderation.models import Act, LogEntry
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.moderating import report, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SECRET = "Carol lives at twelve Elm Street"


@pytest.fixture
def max_(db) -> User:
    """An admin."""
    return person("max", role=User.Role.ADMIN)


@pytest.fixture
def telling(essay, bob, carol) -> Reply:
    """A reply that tells where Carol lives, in its text, a claim and an earlier wording."""
    reply = answer(bob, essay, f"a) {SECRET}.\nb) Twenty is few.")
    place(bob, reply)
    edited = {"body": f"a) {SECRET}, indeed.\nb) Twenty is few.", "base_revision": 1}
    assert browser_of(bob).post(f"/replies/{reply.pk}/edit/", edited).status_code == 302
    answer(carol, essay, "Leave that out.", reply)
    return reply


def everywhere(what: str) -> list[str]:
    """Return every field of the database that holds these words."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField):
                rows = model.objects.filter(**{f"{field.name}__contains": what})
                found += [f"{model.__name__}.{field.name}"] * rows.count()
    return found


def erase(by: User, what: str, reason: str = "An address; the law asks for it"):
    return browser_of(by).post(f"{what}purge/", {"reason": reason})


def test_nothing_of_a_reply_is_kept(telling, essay, carol, mina, max_):
    report(carol, telling, f"It says: {SECRET}")
    url = f"/replies/{telling.pk}/"
    assert erase(max_, url).status_code == 409, "only what was removed is erased"
    assert everywhere(SECRET)
    browser_of(mina).post(f"{url}hide/", {"reason": "An address"})
    assert "Erase" in words(max_, url) and "Erase" not in words(mina, url)
    assert erase(max_, url).status_code == 302
    assert everywhere(SECRET) == []
    telling.refresh_from_db()
    assert telling.state == State.PURGED
    assert erase(max_, url).status_code == 404, "nobody can read it, nor erase it again"
    page = text_of(browser_of(None).get(essay.get_absolute_url()))
    assert "Erased on" in page and "the law asks for it" in page and "Leave that out" in page
    assert Objection.objects.filter(post=essay).count() == 2, "numbers and letters stay"
    assert browser_of(None).get(f"/posts/{essay.pk}/critique/").status_code == 200
    line = LogEntry.objects.latest("pk")
    assert (line.act, line.was, line.person) == (Act.PURGE, State.HIDDEN, telling.author)


def test_nothing_of_an_essay_is_kept(bob, carol, mina, max_):
    essay = publish(bob, f"Where {SECRET}", f"{SECRET}, and twenty checks are enough for all.")
    quoting = answer(carol, essay, "> twenty checks are enough for all\n\na) They are not.")
    place(carol, quoting)
    browser_of(mina).post(f"/posts/{essay.pk}/hide/", {"reason": "An address"})
    assert erase(max_, f"/posts/{essay.pk}/").status_code == 302
    assert everywhere(SECRET) == []
    hers = ["Reply.body", "Reply.html", "ReplyRevision.body"]
    assert everywhere("twenty checks are enough for all") == hers, "Carol’s words are hers"
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/post/"))
    assert "An erased essay" in page and "They are not" in page


def test_nobody_but_an_admin_erases(telling, bob, carol, mina, alice):
    browser_of(mina).post(f"/replies/{telling.pk}/hide/", {"reason": "An address"})
    for somebody in (bob, carol, mina, alice):
        assert browser_of(somebody).get(f"/replies/{telling.pk}/purge/").status_code == 403
        assert erase(somebody, f"/replies/{telling.pk}/").status_code == 403
    assert everywhere(SECRET)


def test_erasing_needs_a_reason_and_has_no_undo(telling, mina, max_):
    url = f"/replies/{telling.pk}/"
    browser_of(mina).post(f"{url}hide/", {"reason": "An address"})
    assert erase(max_, url, reason=" ").status_code == 422
    erase(max_, url)
    line = LogEntry.objects.latest("pk")
    undo = browser_of(max_).post(f"/moderation/log/{line.pk}/undo/", {"reason": "Oops"})
    assert undo.status_code == 422
