"""Erasing a text for good: admins only, after it was removed; its place and letters stay."""

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from accounts.models import User
from critiques.models import Objection
from forum.models import Post, Reply, State
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.moderators import report, undo, words

pytestmark = pytest.mark.django_db

SECRET = "Carol lives at twelve Elm Street"
SHORT = "twelve elm"


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


# Where the words of a reply stand that is there.
IN_A_REPLY = ["Reply.body", "Reply.html", "ReplyRevision.body", "IndexEntry.text"]


def everywhere(what: str) -> list[str]:
    """Return every field of the database that holds these words."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                texts = map(str, model.objects.values_list(field.name, flat=True))
                found += [f"{model.__name__}.{field.name}" for text in texts if what in text]
    return found


def erase(by: User, what: str, reason: str = "An address; the law asks for it"):
    return browser_of(by).post(f"{what}purge/", {"reason": reason})


def hide(by: User, what: Post | Reply) -> None:
    kind = "posts" if isinstance(what, Post) else "replies"
    done = browser_of(by).post(f"/{kind}/{what.pk}/hide/", {"reason": "An address"})
    assert done.status_code == 302


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
    assert (line.act, line.was, line.person) == (LogAct.PURGE, State.HIDDEN, telling.author)


def test_nothing_of_an_essay_is_kept(bob, carol, mina, max_):
    essay = publish(bob, f"Where {SECRET}", f"{SECRET}, and twenty checks are enough for all.")
    quoting = answer(carol, essay, "> twenty checks are enough for all\n\na) They are not.")
    place(carol, quoting)
    browser_of(mina).post(f"/posts/{essay.pk}/hide/", {"reason": "An address"})
    assert erase(max_, f"/posts/{essay.pk}/").status_code == 302
    assert everywhere(SECRET) == []
    hers = [*IN_A_REPLY, "IndexEntry.words"]
    assert everywhere("twenty checks are enough for all") == hers, "Carol’s words are hers"
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/post/"))
    assert "An erased essay" in page and "They are not" in page


def test_nothing_that_was_given_with_a_reply_is_kept(essay, alice, bob, carol, mina, max_):
    """What it said before its points went elsewhere, its wordings, and what was said of them."""
    raised = answer(carol, essay, "a) One thing.\nb) Another.\nc) A third.")
    place(carol, raised)
    joins = answer(bob, essay, f"a) {SECRET}.\nb) {SECRET} too.\nc) And {SECRET}.", raised)
    shares = {"to_a": "1", "to_b": "2", "to_c": "new"}
    claims = {"claim_a": f"1: {SECRET}", "claim_b": f"2: {SECRET}", "claim_c": f"3: {SECRET}"}
    place(bob, joins, **shares, **claims)
    for point, to in (("a", "3"), ("b", "")):
        tag = joins.tags.get(point=point)
        change = {"tag": tag.pk, "to": to}
        done = browser_of(bob).post(f"/replies/{joins.pk}/points/change/", change)
        assert done.status_code == 302
    claim = f"/posts/{essay.pk}/objections/4"
    proposed = browser_of(alice).post(f"{claim}/proposals/", {"proposed": f"So: {SECRET}"})
    reported = browser_of(carol).post(f"{claim}/report/", {"reason": f"It says {SECRET}"})
    assert (proposed.status_code, reported.status_code) == (302, 302)
    assert {"FormerTag.wording", "Tag.wording", "Holder.wording", "Objection.claim"} <= set(
        everywhere(SECRET)
    )
    hide(mina, joins)
    told = LogEntry.objects.latest("pk")
    appeal = {"text": f"It is only {SECRET}"}
    assert browser_of(bob).post(f"/account/decisions/{told.pk}/appeal/", appeal).status_code == 302
    assert erase(max_, f"/replies/{joins.pk}/").status_code == 302
    assert everywhere(SECRET) == []


def test_nothing_of_what_an_author_said_with_a_reply_is_kept(essay, alice, bob, carol, mina, max_):
    raised = answer(bob, essay, "a) One thing.\nb) Another.")
    place(bob, raised)
    stances = {"objection-1": "concede", "concede-1": f"Yes, {SECRET}"}
    agrees = answer(alice, essay, "So it is.", raised, **stances)
    assert everywhere(SECRET) == ["Position.text"]
    hide(mina, agrees)
    assert erase(max_, f"/replies/{agrees.pk}/").status_code == 302
    assert everywhere(SECRET) == []


def test_what_others_said_of_it_stays(telling, essay, alice, carol, mina, max_):
    """Carol quotes it in a reply of her own, and Alice says what she thinks of it."""
    quotes = answer(carol, essay, f"> {SECRET}\n\nSo what?", telling)
    adopted = {"position": "answered", "reply": str(quotes.pk), "text": "Hear, hear"}
    browser_of(alice).post(f"/posts/{essay.pk}/objections/1/position/", adopted)
    hide(mina, telling)
    assert erase(max_, f"/replies/{telling.pk}/").status_code == 302
    assert everywhere(SECRET) == IN_A_REPLY


def test_nothing_of_a_reply_is_kept_that_was_an_essay_for_a_while(telling, mina, max_):
    split = {"title": f"Where {SECRET}", "reason": "Long enough"}
    assert browser_of(mina).post(f"/replies/{telling.pk}/split/", split).status_code == 302
    assert undo(mina).status_code == 302
    assert {"Post.title", "Post.slug", "PostRevision.body"} & set(everywhere(SECRET))
    hide(mina, telling)
    assert erase(max_, f"/replies/{telling.pk}/").status_code == 302
    assert everywhere(SECRET) == []


def test_nothing_that_was_said_of_an_essay_is_kept(bob, carol, mina, max_):
    """Its topics, the words that changed, and passages in objections that came from elsewhere."""
    title, body = f"Where {SECRET}", f"{SECRET}, and so on."
    essay = publish(bob, title, body, topics=SHORT)
    objects = answer(carol, essay, f"a) > {SECRET}\n\nThat is nobody’s business.")
    place(carol, objects)
    change = {"title": title, "body": "Nothing.", "topics": "late", "base_revision": "1"}
    assert browser_of(bob).post(f"/posts/{essay.pk}/edit/", change).status_code == 302
    receipts = {"answers": "1", "words-1": f"No more: {SECRET}"}
    url = f"/posts/{essay.pk}/revisions/2/receipts/"
    assert browser_of(bob).post(url, receipts).status_code == 302
    assert {"Receipt.words", "Objection.passage"} <= set(everywhere(SECRET))
    hide(mina, essay)
    assert erase(max_, f"/posts/{essay.pk}/").status_code == 302
    assert everywhere(SECRET) == IN_A_REPLY, "Carol’s words are hers"
    assert everywhere(SHORT) == ["IndexEntry.words"], "hers, in small letters"


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
