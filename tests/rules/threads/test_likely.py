"""Claims that say nearly the same are found among a post's objections, others are not."""

from itertools import combinations

import pytest

from critiques.record.likely import ALIKE, likely, likeness
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.worlds.demo_files import FILES, read

pytestmark = pytest.mark.django_db

# What somebody may type who has not seen the objection, by how it begins.
PARAPHRASES = {
    "A number claims a precision": "Numbers pretend to a precision nobody really has",
    "A promise with a percentage": "Once you put a percentage on a promise it is none",
    "In a sickroom": "Patients hear seventy per cent as yes or no",
    "The notebook holds only": "You only score the forecasts you remembered to write down",
    "Keeping score rewards": "Keeping score will reward people who predict easy things",
    "A library is not an archive": "This is work for the record office, a library isn't an archive",
    "A shelf of marked books": "Displaying marked books teaches readers to mark books",
    "The firm behind": "The firm pays for the program's errors, so there is a cost",
    "Most human apologies": "Human apologies are mostly ritual too and cost nothing",
    "What was left out": "You cannot draw what has been left out",
    "The twentieth check": "People tire: the twentieth check won't be as careful as the first",
    "A bank fears": "Models have nothing to fear, unlike a bank with its auditor",
    "No error in twenty": "Zero errors in twenty still allows for one in seven wrong claims",
    "A reader without access": "Without access to papers a reader can't draw anything",
    "A poem is not slow": "A rhyme cannot be explained into being, the poem is gone",
    "An explanation is not": "Explanation isn't translation; the title changes the meaning of it",
    "The one who measures": "Whoever measures often isn't the person who could change something",
    "The duty to answer": "Duty to answer depends on rank, a superior's words lift it",
    "Without the thirty-one": "Nobody could have known the measurements were idle without them",
    "Importing the cheese": "Importing cheese doesn't import its word, since habits matter too",
}


def demo_claims() -> list[list[str]]:
    """The claims of each demo discussion."""
    return [[o["claim"] for o in read(path)["objections"] if o["claim"]] for path in FILES]


@pytest.mark.parametrize(("beginning", "typed"), PARAPHRASES.items())
def test_a_paraphrase_is_nearest_to_its_own(beginning, typed):
    (claims,) = [each for each in demo_claims() if any(c.startswith(beginning) for c in each)]
    nearest = max(claims, key=lambda claim: likeness(claim, typed))
    assert nearest.startswith(beginning)
    assert likeness(nearest, typed) >= ALIKE


def test_different_claims_to_one_essay_are_not_alike():
    pairs = [pair for claims in demo_claims() for pair in combinations(claims, 2)]
    assert len(pairs) > 200
    assert [pair for pair in pairs if likeness(*pair) >= ALIKE] == []


def test_claims_too_short_for_trigrams_are_compared_too():
    assert likeness("No", "no.") == 1
    assert likeness("No", "Or") == likeness("…", "…") == likeness("No", "Nothing") == 0


@pytest.fixture
def bob():
    return person("bob")


@pytest.fixture
def essay(bob):
    alice = person("alice")
    post = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    raised = "a) What was left out cannot be drawn.\nb) People tire of checking.\nc) Lists lie."
    place(bob, answer(bob, post, raised), to_c="question")
    return post


def words_of(response) -> str:
    return response.content.decode()


def asked(viewer, post, claim: str):
    return browser_of(viewer).get(f"/posts/{post.pk}/objections/like/", {"claim": claim})


def test_the_page_offers_what_is_alike(essay):
    carol = person("carol")
    told = words_of(asked(carol, essay, "You cannot draw what has been left out"))
    assert "What was left out cannot be drawn" in told
    assert "People tire" not in told
    assert "left out" not in words_of(asked(carol, essay, "Something else entirely"))
    assert "Lists lie" not in words_of(asked(carol, essay, "Lists lie")), "it is a question"
    for nothing in ("", "   ", "…", "\x00", "x" * 100_000):
        assert asked(carol, essay, nothing).status_code == 200


def test_what_was_removed_is_not_offered(essay):
    browser_of(moderator()).post(f"/posts/{essay.pk}/objections/1/strike/", {"reason": "spam"})
    told = words_of(asked(person("carol"), essay, "What was left out cannot be drawn"))
    assert "cannot be drawn" not in told


def test_an_essay_that_one_may_not_know_is_a_404(essay):
    browser_of(moderator()).post(f"/posts/{essay.pk}/hide/", {"reason": "spam"})
    assert asked(person("carol"), essay, "left out").status_code == 404


def test_its_queries_do_not_grow(essay, bob, django_assert_num_queries):
    likely_queries = 3
    for body in ("a) First of all.", "a) One.\nb) Two.\nc) Three.\nd) Four."):
        with django_assert_num_queries(likely_queries):
            asked(None, essay, "left out")
        place(bob, answer(bob, essay, body))
    assert likely("left out", []) == []
