"""A question is asked, asked by others too, answered and clarified; nobody “holds” it."""

import pytest

from accounts.models import User
from critiques.models import Objection
from forum.models import Post
from tests.cast import answer, browser_of, person, place, text_of
from tests.moderators import words

pytestmark = pytest.mark.django_db

HOLDERS_WORDS = ("holds it", "Who held", "shares it", "share this", "raised it", "Still stands")


@pytest.fixture
def carol(db: None) -> User:
    """Asks."""
    return person("carol")


@pytest.fixture
def asked(essay: Post, carol: User) -> str:
    """The address of the page of Carol's question."""
    place(carol, answer(carol, essay, "What do you mean by random?"), to_reply="question")
    return f"/posts/{essay.pk}/objections/1/"


def click(who: User, url: str, button: str) -> None:
    """Press a button of the question's page."""
    page = browser_of(who).get(url).content.decode()
    assert f'action="{url}{button}/"' in page, f"{who} has no button {button}"
    assert browser_of(who).post(f"{url}{button}/").status_code == 302


def reply_to_it(author: User, essay: Post) -> None:
    raised = Objection.objects.get(number=1).raised_in
    answer(author, essay, "Drawn by lot.", raised, **{"objection-1": "answer"})


def test_who_asks_and_who_asked(essay, asked, alice, bob, carol):
    assert "Who asks 1 person" in words(None, asked)
    assert "I ask this too" in words(bob, asked)
    assert "Sign in to ask it too" in words(None, asked)
    click(bob, asked, "share")
    assert "You ask this." in words(bob, asked)
    page = words(None, asked)
    assert "Who asks 2 people" in page and "Carol asked it" in page and "Bob asks it too" in page
    assert "Asked by Carol and Bob" in words(None, f"/posts/{essay.pk}/critique/")

    reply_to_it(alice, essay)
    page = words(None, asked)
    assert "Clarified" in page and "Who asked 2 people" in page
    click(bob, asked, "stands")
    page = words(None, asked)
    assert "Who asks 2 people" in page and "says that it is still unclear" in page
    reply_to_it(alice, essay)
    for who in (bob, carol):
        click(who, asked, "satisfied")
    page = words(None, asked)
    assert "Who asked 2 people" in page, "nobody waits, and two asked"
    assert "Asked by Carol and Bob" in words(None, f"/posts/{essay.pk}/critique/")


def test_a_question_is_never_spoken_of_as_an_objection(essay, asked, alice, bob, carol):
    click(bob, asked, "share")
    reply_to_it(alice, essay)
    for viewer in (None, alice, bob, carol, person("dave")):
        for url in (asked, essay.get_absolute_url()):
            page = words(viewer, url)
            found = [each for each in HOLDERS_WORDS if each in page]
            assert not found, (viewer, url)
        assert "main disagreement" not in words(viewer, asked)


def test_where_a_question_stood(essay, asked, alice, bob):
    click(bob, asked, "share")
    reply_to_it(alice, essay)
    click(bob, asked, "satisfied")
    page = text_of(browser_of(None).get(asked))
    page = page.partition("The exchange")[2]
    assert "No author answer yet" not in page and "critics haven’t said" not in page
    assert page.count("Asked since") == page.count("Clarified since") == 1


def test_nobody_holds_a_settled_objection(essay, alice, bob):
    reply = answer(bob, essay, "a) Twenty is few.")
    place(bob, reply)
    url = f"/posts/{essay.pk}/objections/1/"
    assert "Who shares it 1 person" in words(None, url)
    answer(alice, essay, "Ten would do.", reply, **{"objection-1": "answer"})
    click(bob, url, "satisfied")
    page = words(None, url)
    assert "Who shared it 1 person" in page and "0 people" not in page


def test_the_author_reads_on_their_desk_why_it_is_still_unclear(essay, asked, alice, carol):
    reply_to_it(alice, essay)
    place(carol, answer(carol, essay, "But which lot, please?"), to_reply="reaffirm-1")
    row = words(alice, "/desk/")
    assert "But which lot, please?" in row and "What do you mean by random?" in row
