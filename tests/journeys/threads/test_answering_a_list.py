"""Beneath a list people skip what they have nothing to say to; their letters stay the list's."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from critiques.models import Tag
from forum.models import Post, Reply
from forum.text import point_labels
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FIVE = "a) Too few.\nb) People tire.\nc) Lists leave out.\nd) No order.\ne) Too dear."
SOME = "a) Enough.\nc) They need not.\nd) In order of age."


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's list of five beneath Alice's essay, and Alice's answer to three of them."""
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    five = answer(bob, essay, FIVE)
    place(bob, five)
    return {
        "alice": alice,
        "bob": bob,
        "essay": essay,
        "five": five,
        "some": answer(alice, essay, SOME, five),
    }


alice, bob, essay, five, some = parts("alice bob essay five some")


def labels_in(page: str, key: str) -> list[str]:
    return re.findall(rf'<section class="point" id="{key}-([a-z]\d*)"', page)


def seen(reply: Reply) -> list[str]:
    """The points of a reply as a visitor sees them."""
    page = browser_of(None).get(f"/replies/{reply.pk}/").content.decode()
    return labels_in(page, f"reply-{reply.pk}")


def asked_of(reply: Reply) -> list[str]:
    """The points of a reply that its points step asks for."""
    fields = form_fields(browser_of(reply.author).get(f"/replies/{reply.pk}/points/"), "points")
    return [name.removeprefix("to-") for name in fields if name.startswith("to-")]


def test_what_is_left_out_does_not_end_the_list(some: Reply) -> None:
    assert some.among == "abcde"
    assert seen(some) == asked_of(some) == ["a", "c", "d"]


def test_one_alone_is_a_point(essay: Post, alice, five: Reply) -> None:
    reply = answer(alice, essay, "b) They rest between.", five)
    assert seen(reply) == asked_of(reply) == ["b"]


def test_the_next_to_answer_has_the_letters_of_the_answer(essay: Post, bob, some: Reply) -> None:
    reply = answer(bob, essay, "c) They do.\nd) Of whose age?", some)
    assert reply.among == "acd"
    assert seen(reply) == ["c", "d"]
    assert answer(bob, essay, "b) Not said there.", some).among == "acd"
    assert seen(Reply.objects.latest("pk")) == []


def test_beneath_prose_and_beneath_the_essay_a_list_begins_with_a(essay: Post, bob, five) -> None:
    prose = answer(bob, essay, "I wonder.")
    for parent in (None, prose):
        reply = answer(bob, essay, "b) Hm.\nd) So.", parent)
        assert (reply.among, seen(reply)) == ("", [])


def test_what_is_shown_before_it_is_posted_is_the_same(essay: Post, alice, five: Reply) -> None:
    sent = {"body": SOME, "parent": five.pk}
    page = browser_of(alice).post(f"/posts/{essay.pk}/reply/", sent | {"preview": "1"})
    assert labels_in(page.content.decode(), "preview") == ["a", "c", "d"]
    beside = browser_of(alice).post(f"/posts/{essay.pk}/reply/points/", sent).content.decode()
    assert re.findall(r'data-point="(\w*)"', beside) == ["a", "c", "d"]
    alone = browser_of(alice).post(f"/posts/{essay.pk}/reply/points/", sent | {"parent": ""})
    assert re.findall(r'data-point="(\w*)"', alone.content.decode()) == ["a"]


def test_editing_keeps_the_letters(alice, some: Reply) -> None:
    place(alice, some, to_a="answer-1", to_c="answer-3", to_d="none")
    url, edited = f"/replies/{some.pk}/edit/", {"body": "b) Rest.\ne) Cheap.", "base_revision": 1}
    page = browser_of(alice).post(url, edited | {"preview": "1"})
    assert labels_in(page.content.decode(), "preview") == ["b", "e"]
    response = browser_of(alice).post(url, edited)
    assert response["location"] == f"/replies/{some.pk}/points/"
    assert seen(some) == ["b", "e"]
    browser_of(alice).post(url, {"body": "c) They need not.\ne) Cheap.", "base_revision": 2})
    assert dict(Tag.objects.filter(reply=some).values_list("objection__number", "point")) == {
        1: "",
        3: "c",
    }


def test_nothing_changes_when_the_list_above_does(essay: Post, bob, five, some: Reply) -> None:
    edited = {"body": "Never mind.", "base_revision": 1}
    assert browser_of(bob).post(f"/replies/{five.pk}/edit/", edited).status_code == 302
    assert seen(some) == asked_of(some) == ["a", "c", "d"]
    assert answer(bob, essay, "b) So.", five).among == ""


def test_nothing_changes_when_it_is_moved_or_made_an_essay(essay: Post, bob, some: Reply) -> None:
    beneath = answer(bob, essay, "c) They do.\nd) Of whose age?", some)
    mina, url = browser_of(moderator()), f"/replies/{some.pk}/"
    moved = mina.post(f"{url}move/", {"to": "", "beneath": "", "reason": "Apart."})
    assert moved.status_code == 302, text_of(moved)
    some.refresh_from_db()
    assert (some.parent, some.among, seen(some)) == (None, "abcde", ["a", "c", "d"])
    made = mina.post(f"{url}split/", {"title": "An essay of its own", "reason": "Long."})
    assert made.status_code == 302, text_of(made)
    beneath.refresh_from_db()
    assert beneath.post != essay
    assert (beneath.parent, beneath.among, seen(beneath)) == (None, "acd", ["c", "d"])


def test_a_wording_that_moderators_remove_is_read_with_its_letters(alice, some: Reply) -> None:
    browser_of(alice).post(f"/replies/{some.pk}/edit/", {"body": "Hm.", "base_revision": 1})
    url = f"/replies/{some.pk}/revisions/1/hide/"
    response = browser_of(moderator()).post(url, {"reason": "Rude."})
    assert response.status_code == 302, text_of(response)
    assert some.revisions.get(number=1).plain == (
        "a) Enough. c) They need not. d) In order of age.\nEnough. They need not. In order of age."
    )


def brought_in(file: Path, data: object) -> Post:
    file.write_text(json.dumps(data))
    said = StringIO()
    call_command("import_discussion", str(file), "--attach", stdout=said)
    return Post.objects.get(pk=int(said.getvalue().split("/")[2]))


def taken_out(post: Post) -> str:
    said = StringIO()
    call_command("export_discussion", str(post.pk), "--format", "json", stdout=said)
    return said.getvalue()


def test_the_letters_are_in_the_file(essay: Post, alice, some: Reply, tmp_path: Path) -> None:
    place(alice, some, to_a="answer-1", to_c="answer-3", to_d="answer-4")
    file = tmp_path / "list.json"
    first = taken_out(essay)
    data = json.loads(first)
    assert [each["among"] for each in data["replies"]] == ["", "abcde"]
    again = brought_in(file, data)
    assert taken_out(again) == first
    # A file from before, or written by hand: as if it had been posted there.
    for each in data["replies"]:
        del each["among"]
    assert taken_out(brought_in(file, data)) == first
    data["replies"][1]["among"] = ""
    with pytest.raises(
        CommandError, match=r"replies\[1\]\.tags\[1\]\.point: the reply has no point c"
    ):
        brought_in(file, data)


@pytest.mark.parametrize(
    "letters", ["ba", "aa", "A", "a1", "é", 5, ["a"], "abcdefghijklmnopqrstuvwxyza"]
)
def test_other_letters_are_refused_with_their_place(
    essay: Post, some: Reply, tmp_path: Path, letters: object
) -> None:
    data = json.loads(taken_out(essay))
    data["replies"][1]["among"] = letters
    with pytest.raises(CommandError, match=r"replies\[1\]\.among: "):
        brought_in(tmp_path / "list.json", data)


def test_the_section_of_a_point_has_its_letter(some: Reply) -> None:
    assert point_labels(some.html) == ["a", "c", "d"]
