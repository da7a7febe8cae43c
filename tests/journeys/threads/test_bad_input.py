"""Bad input gets a clear message with its status, and nothing typed is lost."""

import re
from unittest.mock import Mock

import pytest
from django.urls import get_resolver

from critiques.models import Objection
from forum.models import Post, Reply
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    alice, bob = person("alice"), person("bob")
    return {"alice": alice, "bob": bob, "essay": publish(alice)}


alice, bob, essay = parts("alice bob essay")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "Write something"),
        (" \n\t ", "Write something"),
        ("# \n\n**\u200b** \u3164\n\n> ~~\ufeff~~", "nobody can see"),
        ("[](https://example.org/)", "nobody can see"),
        ("\u200b\u2060", "nobody can see"),
        ("[note]: https://example.org/kept", "nobody can see"),
        ("x" * 40_001, "40,000"),
        ("kept words\x00", "NUL|Null"),
        ("[" * 1_600 + " kept words", "line 1"),
        ("| " * 100 + "kept words", "line 1"),
    ],
)
def test_a_reply_that_cannot_be(essay, bob, body, says):
    response = browser_of(bob).post(f"/posts/{essay.pk}/reply/", {"body": body})
    assert response.status_code == 422
    words = text_of(response)
    assert any(each.lower() in words.lower() for each in says.split("|")), words
    if "kept words" in body:
        assert "kept words" in response.content.decode()
    assert not Reply.objects.exists()


def test_what_is_too_long_is_refused_before_it_is_rendered(monkeypatch, essay, alice, bob) -> None:
    place(bob, answer(bob, essay, "a) Too few."))
    own = answer(alice, essay, "My own.")
    refuse = Mock(side_effect=AssertionError("rendered"))
    monkeypatch.setattr("forum.text.Document", refuse)
    typed = {"title": "Titled", "body": f"Of objection a and [b]: {'words ' * 20_000}"}
    for url, more in (
        ("/posts/new/", {}),
        ("/posts/new/", {"preview": "1"}),
        (f"/posts/{essay.pk}/edit/", {"base_revision": "1"}),
        (f"/posts/{essay.pk}/reply/", {}),
        (f"/posts/{essay.pk}/reply/", {"preview": "1"}),
        (f"/replies/{own.pk}/edit/", {"base_revision": "1"}),
        (f"/drafts/essay-{essay.pk}-reply/preview/", {}),
        (f"/drafts/essay-{essay.pk}/preview/", {}),
    ):
        refused = browser_of(alice).post(url, typed | more)
        assert refused.status_code == 422, (url, more)
        assert "that fit. Shorten it or split it." in refused.content.decode()
    points = browser_of(alice).post(f"/posts/{essay.pk}/reply/points/", typed)
    assert points.content.strip() == b""


UNSEEN = ["\u200b", "\u3164", " \u2060\ufeff", "\ufe0f\u0301", "\U000e0041", "\u202e\u115f"]


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize("field", ["title", "body", "topics", "in_short", "note"])
def test_no_part_of_an_essay_is_unseen(essay, alice, field, unseen):
    data = {"title": "Kept title", "body": "Kept body", "topics": "", "base_revision": "1"}
    for url in ("/posts/new/", f"/posts/{essay.pk}/edit/")[field == "note" :]:
        response = browser_of(alice).post(url, data | {field: unseen})
        assert response.status_code == 422, url
        assert "only signs that nobody can see" in text_of(response)
        assert "Kept" in response.content.decode()


@pytest.mark.parametrize("unseen", UNSEEN)
def test_no_word_about_an_objection_is_unseen(essay, alice, bob, unseen):
    reply = answer(bob, essay, "a) A point.")
    step = browser_of(bob).post(f"/replies/{reply.pk}/points/", {"to-a": "new", "claim-a": unseen})
    place(bob, reply)
    url = f"/posts/{essay.pk}/objections/1"
    said = [
        step,
        browser_of(alice).post(f"/posts/{essay.pk}/closing-word/", {"text": unseen}),
        browser_of(bob).post(f"{url}/satisfied/", {"text": unseen}),
    ]
    for response in said:
        assert response.status_code == 422
        assert "only signs that nobody can see" in text_of(response)


def test_a_lone_surrogate_never_reaches_the_database(essay, bob):
    raw = b"body=half%ED%A0%BDa+pair"
    kind = "application/x-www-form-urlencoded"
    response = browser_of(bob).post(f"/posts/{essay.pk}/reply/", raw, content_type=kind)
    assert response.status_code in (302, 422)
    assert not any("\ud800" <= letter <= "\udfff" for r in Reply.objects.all() for letter in r.body)


@pytest.mark.parametrize("field", ["title", "body", "topics", "note", "token", "base_revision"])
@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\ufffe", "x" * 200_000])
def test_bad_values_in_the_fields_of_an_essay(essay, alice, field, bad):
    data = {"title": "Kept title", "body": "Kept body", "topics": "", "base_revision": "1"}
    for url in ("/posts/new/", f"/posts/{essay.pk}/edit/"):
        response = browser_of(alice).post(url, data | {field: bad})
        assert response.status_code in (302, 400, 422), (url, response.status_code)
        if response.status_code == 422:
            assert "Kept" in response.content.decode()


def test_security_10_a_parent_elsewhere_or_hidden_or_nonsense(essay, alice, bob):
    other = publish(alice, "Another")
    foreign = answer(bob, other, "There.")
    hidden = answer(bob, essay, "Hidden.")
    Reply.objects.filter(pk=hidden.pk).update(state="hidden")
    for parent in (foreign.pk, hidden.pk, 999_999, 10**30, -1, "x", "\x00"):
        data = {"body": "Typed with care.", "parent": parent}
        response = browser_of(person(f"p{abs(hash(str(parent)))}"[:20])).post(
            f"/posts/{essay.pk}/reply/", data
        )
        assert response.status_code == 422, parent
        assert "Typed with care." in response.content.decode()
    assert Reply.objects.count() == 2


def test_an_objection_of_another_post_cannot_be_tagged(essay, alice, bob):
    other = publish(alice, "Another")
    foreign = answer(bob, other, "a) A point.")
    place(bob, foreign)
    carol = person("carol")
    reply = answer(carol, essay, "a) Mine.")
    response = browser_of(carol).post(
        f"/replies/{reply.pk}/points/", {"to-a": "1", "claim-a": "My own words"}
    )
    assert response.status_code == 422
    assert "My own words" in response.content.decode()
    assert not Objection.objects.filter(post=essay).exists()


@pytest.mark.parametrize("claim", ["", "  ", "x" * 201, "a\x00b"])
def test_a_claim_that_cannot_be(essay, bob, claim):
    reply = answer(bob, essay, "a) A point.\nb) Another.")
    data = {"to-a": "new", "claim-a": claim, "to-b": "new", "claim-b": "Kept as typed"}
    response = browser_of(bob).post(f"/replies/{reply.pk}/points/", data)
    assert response.status_code == 422, text_of(response)
    assert "Kept as typed" in response.content.decode()
    assert not Objection.objects.exists(), "all or nothing"


def test_the_same_reply_form_sent_twice_makes_one(essay, bob):
    data = {"body": "Once.", "token": "0f0f0f0f-0000-4000-8000-000000000001"}
    places = [
        browser_of(bob).post(f"/posts/{essay.pk}/reply/", data).headers["location"]
        for _ in range(2)
    ]
    assert places[0] == places[1]
    assert Reply.objects.count() == 1
    essay.refresh_from_db()
    assert essay.reply_count == 1


def test_who_is_not_confirmed_keeps_their_words(essay):
    newcomer = person("newcomer", confirmed=False)
    response = browser_of(newcomer).post(f"/posts/{essay.pk}/reply/", {"body": "Typed with care."})
    assert response.status_code == 403
    assert "Typed with care." in response.content.decode()
    assert "Confirm your e-mail address" in text_of(response)


def test_a_session_that_ended_loses_nothing(essay, alice, bob):
    """Bob’s and Alice’s sessions have ended while they wrote."""
    reply = answer(bob, essay, "First.")
    visitor = browser_of(None)
    title = {"title": "Kept title", "body": "Typed with care.", "base_revision": "1"}
    for path, data in [
        (f"/posts/{essay.pk}/reply/", {"body": "Typed with care."}),
        (f"/replies/{reply.pk}/edit/", {"body": "Typed with care.", "base_revision": "1"}),
        ("/posts/new/", title),
        (f"/posts/{essay.pk}/edit/", title),
    ]:
        assert visitor.get(path).headers["location"].startswith("/account/login/?next=/")
        response = visitor.post(path, data)
        assert response.status_code == 403, path
        assert "Typed with care." in response.content.decode(), path
        assert "Sign in to write." in text_of(response), path
    assert Reply.objects.count() == Post.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/posts/999999/x/",
        "/posts/999999/critique/",
        "/posts/999999/reply/",
        "/replies/999999/",
        "/replies/999999/points/",
        "/posts/1/objections/99/",
        "/posts/1/objections/9z/",
        "/u/nobody/",
        "/posts/99999999999999999999999999/x/",
        "/replies/99999999999999999999999/",
        "/posts/1/critique/nonsense/",
        "/posts/1/revisions/?from=9",
        "/?page=0",
        "/?page=x",
        "/posts/1/objections/99999999999999999999/",
    ],
)
def test_what_does_not_exist_is_404(essay, bob, path):
    path = path.replace("/posts/1/", f"/posts/{essay.pk}/")
    assert browser_of(bob).get(path).status_code == 404


def test_reading_never_writes(essay, alice, bob):
    reply = answer(bob, essay, "a) A point.")
    place(bob, reply)
    for path in ("objections/1/share", "objections/1/main", "rounds"):
        assert browser_of(alice).get(f"/posts/{essay.pk}/{path}/").status_code == 405, path
    before = Post.objects.values_list("version", flat=True).get()
    for path in (essay.get_absolute_url(), f"/posts/{essay.pk}/critique/", f"/replies/{reply.pk}/"):
        browser_of(alice).get(path)
    for reader, path in ((alice, f"/posts/{essay.pk}"), (bob, f"/replies/{reply.pk}")):
        assert browser_of(reader).get(f"{path}/withdraw/").status_code == 200
    assert Post.objects.values_list("version", flat=True).get() == before


@pytest.mark.parametrize("number", [10**18 - 1, 10**18, 2**63, 10**30])
def test_a_number_that_nothing_has_is_404_wherever_one_stands(essay, alice, number):
    routes = [str(each.pattern) for each in get_resolver().url_patterns]
    assert not [route for route in routes if "<int:" in route], "it may be any"
    browser, found = browser_of(alice), set()
    for route in (route for route in routes if "<number:" in route):
        path = re.sub(r"<number:\w+>", str(number), route)
        path = re.sub(r"<\w+:\w+>", "b", path)
        for ask in (browser.get, browser.post):
            found.add(
                ask(f"/{path}", {"add": "essay", "reason": "Why.", "text": "A word."}).status_code
            )
    assert max(found) < 500
