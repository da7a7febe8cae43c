"""An essay changes because of its critics, says so, and asks them whether it suffices."""

import pytest

from critiques.models import Objection, Position, Receipt
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

BODY = "Twenty checks are enough for any summary."


@pytest.fixture(scope="module")
def made(kept_db):
    """Three objections of Bob's to Alice's essay: a, b and c."""
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Twenty checks", BODY)
    reply = answer(bob, essay, "a) Too few checks.\nb) Nobody tires?\nc) Lists leave things out.")
    place(bob, reply)
    return {"alice": alice, "bob": bob, "raised": essay}


alice, bob, raised = parts("alice bob raised")


def revise(author, post, body: str, **more: str):
    """Send the edit form and return the answer."""
    post.refresh_from_db()
    data = {"title": post.title, "body": body, "base_revision": post.revision, **more}
    return browser_of(author).post(f"/posts/{post.pk}/edit/", data)


def receipts(author, post, revision: int = 2, **more):
    """Say which objections a revision answers."""
    url = f"/posts/{post.pk}/revisions/{revision}/receipts/"
    return browser_of(author).post(url, more)


def status(post, number: int) -> str:
    return Objection.objects.get(post=post, number=number).status


def test_after_a_revision_the_author_is_asked_what_it_answers(raised, alice, bob):
    response = revise(alice, raised, BODY + " Forty are better.")
    assert response.headers["location"] == f"/posts/{raised.pk}/revisions/2/receipts/"
    page = text_of(browser_of(alice).get(response.headers["location"]))
    assert "Too few checks" in page and "Nobody tires?" in page

    response = receipts(alice, raised, answers=["1", "3"], **{"words-1": "Forty are better."})
    assert response.headers["location"] == f"/posts/{raised.pk}/critique/"
    assert [status(raised, n) for n in (1, 2, 3)] == ["answered", "open", "answered"]

    changes = text_of(browser_of(None).get(f"/posts/{raised.pk}/revisions/?from=1&to=2"))
    assert "Changed because of" in changes and "raised by Bob" in changes
    assert "Forty are better." in changes and "Nobody tires?" not in changes

    essay = text_of(browser_of(None).get(raised.get_absolute_url()))
    assert "Changed because of objection a Too few checks : thanks, Bob" in essay

    objection = browser_of(bob).get(f"/posts/{raised.pk}/objections/1/")
    assert f"/posts/{raised.pk}/revisions/?from=1&amp;to=2" in objection.content.decode()
    assert "Alice changed the essay for this" in text_of(objection)


@pytest.mark.parametrize("name", [None, "alice", "bob", "mina"])
def test_past_so_many_thanks_the_essay_says_how_many_more_there_are(
    raised, alice, bob, monkeypatch, name
):
    monkeypatch.setattr("threads.pages.thread.THANKED", 2)
    revise(alice, raised, BODY + " Forty.")
    receipts(alice, raised, answers=["1", "3"])
    viewer = {"alice": alice, "bob": bob, "mina": moderator()}.get(name)
    url = raised.get_absolute_url()
    page = text_of(browser_of(viewer).get(url))
    assert page.count(": thanks, Bob") == 2 and "each is named" not in page
    receipts(alice, raised, answers=["2"])
    response = browser_of(viewer).get(url)
    assert text_of(response).count(": thanks, Bob") == 2
    assert "And 1 more: each is named with its revision" in text_of(response)
    revisions = f"/posts/{raised.pk}/revisions/"
    assert f'1 more: <a href="{revisions}">' in response.content.decode()
    named = text_of(browser_of(viewer).get(revisions))
    assert all(claim in named for claim in ("Too few checks", "Nobody tires?", "Lists leave"))


def test_an_essay_without_objections_asks_nothing(alice):
    essay = publish(alice, "Another", BODY)
    assert revise(alice, essay, BODY + " More.").headers["location"] == essay.get_absolute_url()


def test_holders_are_asked_once(raised, alice, bob):
    revise(alice, raised, BODY + " Forty.")
    receipts(alice, raised, answers=["1"])
    url = f"/posts/{raised.pk}/objections/1/"
    asked = "Does it suffice?"
    assert asked in text_of(browser_of(bob).get(url))
    assert asked not in text_of(browser_of(person("carol")).get(url))
    assert asked in text_of(browser_of(bob).get(f"/posts/{raised.pk}/critique/"))
    browser_of(bob).post(f"{url}satisfied/")
    assert status(raised, 1) == "settled"
    assert asked not in text_of(browser_of(bob).get(url))
    assert asked not in text_of(browser_of(bob).get(f"/posts/{raised.pk}/critique/"))


def test_it_may_still_stand_after_a_receipt(raised, alice, bob):
    revise(alice, raised, BODY + " Forty.")
    receipts(alice, raised, answers=["1"])
    browser_of(bob).post(f"/posts/{raised.pk}/objections/1/stands/")
    assert status(raised, 1) == "contested"


def test_a_concession_stands_and_tells_of_the_change(raised, alice, bob):
    url = f"/posts/{raised.pk}/objections/2/"
    browser_of(alice).post(f"{url}position/", {"stance": "conceded", "text": "I’ll change it."})
    revise(alice, raised, BODY + " With a pause.")
    receipts(alice, raised, answers=["2"])
    assert status(raised, 2) == "conceded"
    assert Position.objects.filter(objection__number=2).count() == 1
    assert "it changed on" in text_of(browser_of(None).get(f"/posts/{raised.pk}/critique/"))
    browser_of(bob).post(f"{url}stands/")
    assert status(raised, 2) == "contested"


def test_sent_twice_it_is_said_once(raised, alice):
    revise(alice, raised, BODY + " Forty.")
    for _ in range(2):
        assert receipts(alice, raised, answers=["1"]).status_code == 302
    assert Receipt.objects.count() == Position.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answers": ["9"]}, "There is no objection 9"),
        ({"answers": ["1"], "words-1": "x" * 301}, "yours has 301"),
        ({"answers": ["1"], "words-1": "a\x00b"}, "NUL"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(raised, alice, sent, said):
    revise(alice, raised, BODY + " Forty.")
    response = receipts(alice, raised, **{"words-2": "Kept in the form."}, **sent)
    assert response.status_code == 422
    assert said in text_of(response)
    assert "Kept in the form." in response.content.decode()
    assert not Receipt.objects.exists()


def test_who_may_say_it_and_for_what(raised, alice, bob):
    revise(alice, raised, BODY + " Forty.")
    assert receipts(bob, raised, answers=["1"]).status_code == 403
    assert receipts(alice, raised, revision=1, answers=["1"]).status_code == 404
    assert receipts(alice, raised, revision=3, answers=["1"]).status_code == 404


def test_a_merged_objection_is_answered_where_it_went(raised, alice):
    url = f"/posts/{raised.pk}/objections/1/merge/"
    browser_of(moderator()).post(url, {"into": "2", "reason": "the same"})
    revise(alice, raised, BODY + " Forty.")
    assert receipts(alice, raised, answers=["1"]).status_code == 422


def test_replies_to_an_older_version_say_so(raised, alice, bob):
    page = text_of(browser_of(None).get(raised.get_absolute_url()))
    assert "on revision 1" not in page
    revise(alice, raised, BODY + " Forty.")
    answer(bob, raised, "Better now.")
    page = text_of(browser_of(None).get(raised.get_absolute_url()))
    assert page.count("on revision 1") == 1


def test_satisfaction_is_bound_to_the_answers_wording(raised, alice, bob):
    reply = answer(alice, raised, "Because of the pause.", **{"objection-2": "answer"})
    url = f"/posts/{raised.pk}/objections/2/"
    assert status(raised, 2) == "answered"
    browser_of(bob).post(f"{url}satisfied/")
    assert "earlier wording" not in text_of(browser_of(None).get(url))
    data = {"body": "Because of the long pause.", "base_revision": 1}
    assert browser_of(alice).post(f"/replies/{reply.pk}/edit/", data).status_code == 302
    assert "satisfied with an earlier wording" in text_of(browser_of(None).get(url))
    assert status(raised, 2) == "settled"
    browser_of(bob).post(f"{url}satisfied/")
    assert "earlier wording" not in text_of(browser_of(None).get(url))
