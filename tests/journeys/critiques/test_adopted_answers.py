"""An author who lets somebody's answer speak for them adopts what it said then, and no more."""

import csv
from io import StringIO

import pytest

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import answer, browser_of, person, place, publish, text_of
from tests.worlds.made import parts
from tests.worlds.whole_critique import by_command

pytestmark = pytest.mark.django_db

SINCE = "(text changed since)"


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, User | Post | Reply]:
    """Bob objects twice, and Carol answers both."""
    people = {name: person(name) for name in ("alice", "bob", "carol")}
    alice, bob, carol = people.values()
    essay = publish(alice, "Twenty checks", "Twenty checks are enough.")
    critic = answer(bob, essay, "a) Checks cost time.\n\nb) Nobody reads the list.")
    place(bob, critic)
    reply = answer(carol, essay, "a) They save more.\n\nb) I read it.", critic)
    place(carol, reply, to_a="answer-1", to_b="answer-2")
    return people | {"essay": essay, "critic": critic, "reply": reply}


alice, bob, carol = parts("alice bob carol")
essay, reply = parts("essay reply")


def adopt(by: User, essay: Post, reply: Reply, text: str = "") -> None:
    sent = {"stance": "answered", "reply": str(reply.pk), "text": text}
    response = browser_of(by).post(f"/posts/{essay.pk}/objections/1/position/", sent)
    assert response.status_code == 302, text_of(response)


def edit(by: User, reply: Reply, body: str) -> None:
    sent = {"body": body, "base_revision": "1"}
    response = browser_of(by).post(f"/replies/{reply.pk}/edit/", sent)
    assert response.status_code == 302, text_of(response)


def position_of(essay: Post) -> tuple[str, str]:
    rows = csv.DictReader(StringIO(by_command(essay, "csv").decode("utf-8-sig")))
    row = next(rows)
    return row["position_by"], row["position_text"]


def test_words_that_were_changed_since_are_not_what_the_author_adopted(
    essay, reply, alice, bob, carol
):
    adopt(alice, essay, reply)
    page, summary = f"/posts/{essay.pk}/objections/1/", f"/posts/{essay.pk}/critique/"
    adopted = "adopts Carol’s answer"
    for url in page, summary:
        assert f"Alice {adopted}, " in text_of(browser_of(None).get(url))
    assert position_of(essay) == ("carol", "They save more.")
    edit(carol, reply, "a) Bob is entirely right.\n\nb) I read it.")
    for url in page, summary:
        told = text_of(browser_of(None).get(url))
        assert f"Alice {adopted} {SINCE}, " in told
        assert f"{adopted}, " not in told
    assert f"Alice, who wrote the essay, {adopted} {SINCE}" in text_of(browser_of(None).get(page))
    assert f"**Alice** {adopted} {SINCE}, " in by_command(essay, "markdown").decode()
    asked = text_of(browser_of(bob).get("/desk/"))
    assert f"Alice says that Carol’s reply speaks for them {SINCE}, " in asked
    assert position_of(essay) == ("carol", "")
    adopt(alice, essay, reply)
    assert position_of(essay) == ("carol", "Bob is entirely right.")


def test_an_authors_line_beside_it_is_the_authors(essay, reply, alice):
    adopt(alice, essay, reply, text="Carol puts it well.")
    assert position_of(essay) == ("alice", "Carol puts it well.")


def test_what_has_no_words_left_is_not_told_beneath(essay, bob, carol):
    critic = answer(bob, essay, "a) Lists are long.\n\nb) Lists are dull.")
    place(bob, critic)
    about = answer(carol, essay, "a) Some are.\n\nb) So it is.", critic)
    place(carol, about, to_a="discuss-3", to_b="discuss-4")
    page = f"/posts/{essay.pk}/objections/4/"
    assert "Beneath it: Carol , " in text_of(browser_of(None).get(page))
    edit(carol, about, "a) Some are.")
    assert "Beneath it" not in text_of(browser_of(None).get(page))
