"""The points step: what it presets, offers, refuses and says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from critiques.facts import refresh
from critiques.models import Objection, Round, Tag
from tests.cast import answer, browser_of, form_fields, person, place, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def carol():
    return person("carol")


@pytest.fixture
def essay(alice, bob):
    """Bob's objections a, b and c."""
    post = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire.\nc) Lists leave things out."))
    return post


def step(viewer, reply):
    return browser_of(viewer).get(f"/replies/{reply.pk}/points/")


def test_beneath_the_authors_lettered_answer_the_same_letter_is_the_same_objection(
    essay, alice, carol
):
    own = answer(alice, essay, "a) They rest between.\nb) I count again.")
    place(alice, own, to_a="answer-2", to_b="answer-1")
    reply = answer(
        carol, essay, "a) No rest helps.\nb) Counting neither.\nc) Besides.", own
    )
    page = step(carol, reply)
    fields = form_fields(page, "points")
    assert [fields[f"to-{label}"] for label in "abc"] == ["2", "1", "none"]
    assert "Same as b: People tire" in text_of(page)
    place(carol, reply)
    assert list(
        Tag.objects.filter(reply=reply).order_by("point").values_list("objection__number", "act")
    ) == [(2, "support"), (1, "support")]


def test_each_point_offers_a_few_places_and_objections_by_their_claims(essay, carol):
    reply = answer(carol, essay, "a) Something new.")
    page = step(carol, reply).content.decode()
    assert page.count('type="radio"') == 0
    groups = re.findall(r'<optgroup label="([^"]*)">', page)
    assert groups == ["Same as …", "Answers …"]
    assert "Same as b: People tire" in page


def test_a_claim_that_repeats_another_says_so(essay, carol):
    reply = answer(carol, essay, "a) People tire of it.\nb) The moon is made of cheese.")
    page = text_of(step(carol, reply))
    assert page.count("Like objection b People tire") == 1
    assert "Like objection a" not in page


def test_the_authors_collapsed_line_names_the_claim(essay, alice):
    reply = answer(alice, essay, "a) As to objection c: they need not.")
    assert "Answers c: Lists leave things out" in text_of(step(alice, reply))


def test_a_refused_point_is_marked_and_open(essay, carol):
    reply = answer(carol, essay, "a) One thing.\nb) Another.")
    data = form_fields(step(carol, reply), "points") | {"claim-b": "x" * 201}
    response = browser_of(carol).post(f"/replies/{reply.pk}/points/", data)
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count('aria-invalid="true"') == 1
    assert re.search(r'id="error-b">[^<]*201', page)
    assert not Tag.objects.filter(reply=reply).exists()


def test_the_hint_after_posting_knows_what_the_text_mentions(essay, carol):
    reply = answer(carol, essay, "I think objection b and [a] are one.")
    page = browser_of(carol).get(f"{essay.get_absolute_url()}?posted={reply.pk}")
    hint = re.search(r'<form class="hint".*?</form>', page.content.decode(), re.S)[0]
    assert re.findall(r'name="to-reply" value="([^"]*)"', hint) == [
        "new",
        "1",
        "2",
        "question",
        "none",
    ]


def test_what_is_said_after_the_step(essay, alice, carol):
    reply = answer(carol, essay, "a) Something new.")
    data = form_fields(step(carol, reply), "points")
    said = browser_of(carol).post(f"/replies/{reply.pk}/points/", data, follow=True)
    assert "Your point is d ." in text_of(said)
    own = answer(alice, essay, "a) On [b]: no.\nb) On [c]: no.")
    data = form_fields(step(alice, own), "points")
    said = browser_of(alice).post(f"/replies/{own.pk}/points/", data, follow=True)
    assert "You spoke of b and c ." in text_of(said)


def test_holding_again_may_open_the_next_round(essay, alice, bob, carol):
    """The sixth objection has no letter; with two who hold it again it gets one."""
    dave = person("dave")
    place(carol, answer(carol, essay, "a) Four.\nb) Five.\nc) Six."))
    sixth = Objection.objects.get(post=essay, number=6)
    answer(alice, essay, "No.", **{"objection-6": "answer"})
    url = f"/posts/{essay.pk}/objections/6/"
    browser_of(carol).post(f"{url}satisfied/")
    Round.objects.create(post=essay, number=2, cause="automatic")
    browser_of(dave).post(f"{url}share/")
    sixth.refresh_from_db()
    assert sixth.letter is None, "one round a day"
    Round.objects.filter(number=2).update(opened_at=timezone.now() - timedelta(days=2))
    browser_of(carol).post(f"{url}stands/")
    sixth.refresh_from_db()
    assert (sixth.round, sixth.letter) == (3, "a")


def test_a_cycle_of_merges_ends(essay):
    """No action makes one; a damaged database may have it, and is still to be read."""
    one, two = Objection.objects.filter(post=essay, number__lt=3)
    Objection.objects.filter(pk=one.pk).update(merged_into=two)
    Objection.objects.filter(pk=two.pk).update(merged_into=one)
    one.refresh_from_db()
    refresh(essay, one)
    assert one.status == "merged"
