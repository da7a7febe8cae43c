"""Points that change their letters, and critics who come back to what they hold."""

import re

import pytest

from critiques.models import Objection, Tag
from tests.cast import answer, browser_of, person, place, publish, text_of

pytestmark = pytest.mark.django_db

THREE = "a) The first table is wrong.\nb) Nobody was asked.\nc) It never ends."


@pytest.fixture
def essay(alice):
    return publish(alice, "Tables", "An essay about tables.")


@pytest.fixture
def three(essay, bob):
    reply = answer(bob, essay, THREE)
    place(bob, reply)
    return reply


def edit(writer, reply, body: str) -> None:
    revision = type(reply).objects.get(pk=reply.pk).revision
    data = {"body": body, "base_revision": revision}
    response = browser_of(writer).post(f"/replies/{reply.pk}/edit/", data)
    assert response.status_code == 302, text_of(response)


def tags_of(reply) -> list[tuple[int, str, bool]]:
    tags = Tag.objects.filter(reply=reply).order_by("objection__number", "point")
    return list(tags.values_list("objection__number", "point", "text_changed"))


def test_an_objection_follows_its_words_to_another_letter(essay, bob, three):
    edit(bob, three, "a) The first table is wrong.\nb) It never ends.")
    assert tags_of(three) == [(1, "a", False), (2, "", True), (3, "b", False)]
    page = browser_of(None).get(essay.get_absolute_url()).content.decode()
    point = page[page.index(f'id="reply-{three.pk}-b"') :]
    assert re.search(r'class="chip"[^>]*data-objection="(\d)"', point)[1] == "3"
    edit(bob, three, THREE)
    assert tags_of(three) == [(1, "a", False), (2, "b", False), (3, "c", False)]


def test_what_lost_its_point_is_told_in_the_words_of_no_other(essay, bob, three):
    edit(bob, three, "I was too quick.\n\na) The first table is wrong.\nb) It never ends.")
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/2/"))
    assert "Bob raised it (text changed since), " in page
    assert "I was too quick." in page
    assert "table is wrong" not in page
    assert "never ends" not in page
    # Without any points the whole text may say it still.
    edit(bob, three, "They never asked anybody.")
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/2/"))
    assert "They never asked anybody." in page


def test_reworded_points_stay_at_their_letters_and_say_so(bob, three):
    edit(bob, three, THREE.replace("Nobody was asked", "Hardly anybody was asked"))
    assert tags_of(three) == [(1, "a", False), (2, "b", True), (3, "c", False)]


def test_points_that_change_places(bob, three):
    edit(bob, three, "a) Nobody was asked.\nb) The first table is wrong.\nc) It never ends.")
    assert tags_of(three) == [(1, "b", False), (2, "a", False), (3, "c", False)]


def test_two_points_on_one_objection_move_together(essay, three):
    carol = person("carol")
    reply = answer(carol, essay, "a) Quite so.\nb) And again.")
    place(carol, reply, to_a="1", to_b="1")
    edit(carol, reply, "a) Hello.\nb) Quite so.\nc) And again.")
    assert tags_of(reply) == [(1, "b", False), (1, "c", False)]


def test_agreeing_in_part_is_never_shown_as_agreeing(essay, alice, three):
    reply = answer(alice, essay, "a) Here and there.", three)
    place(alice, reply, to_a="part-1", text_a="One cell is wrong.")
    for page in (essay.get_absolute_url(), f"/posts/{essay.pk}/critique/"):
        words = text_of(browser_of(None).get(page))
        assert re.search(r"agrees in part( with objection|, )", words)
        assert not re.search(r"agrees (with objection|, )|agrees, ", words)


def test_who_says_so_with_a_point_disputes_an_answer(essay, alice, bob, three):
    reply = answer(alice, essay, "a) It is right.", three)
    place(alice, reply)
    back = answer(bob, essay, "a) The sum is still off by ten.", reply)
    place(bob, back)
    assert Objection.objects.get(number=1).status == "answered", "it is only about it"
    back = answer(bob, essay, "a) The sum is still off by ten.", reply)
    place(bob, back, to_a="reaffirm-1")
    assert Objection.objects.get(number=1).status == "contested"
    summary = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "The sum is still off by ten." in summary
