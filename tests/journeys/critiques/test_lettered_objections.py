"""Bob posts one reply with five lettered points; from there it all follows, without JavaScript."""

import json
import re
from pathlib import Path

import pytest

from critiques.models import Objection, Tag
from forum.models import Reply
from tests.cast import answer, browser_of, form_fields, person, place, publish, text_of

pytestmark = pytest.mark.django_db


def comments(real_data: Path) -> dict[str, str]:
    """The real comments by their kind."""
    entries = json.loads((real_data / "real_comments.json").read_text())["comments"]
    return {entry["kind"]: entry["body"] for entry in entries}


@pytest.fixture
def essay(alice):
    return publish(alice, "The void", "An essay about the void.")


@pytest.fixture
def five(essay, bob, real_data):
    """Bob's reply, posted, with its points step not yet sent."""
    return answer(bob, essay, comments(real_data)["lettered-objections"])


def addresses(essay) -> list[str]:
    return [objection.address for objection in Objection.objects.filter(post=essay)]


def test_the_reply_is_public_at_once_verbatim(essay, bob, five, real_data):
    assert five.body == comments(real_data)["lettered-objections"]
    page = browser_of(None).get(essay.get_absolute_url()).content.decode()
    sections = re.findall(r'<section class="point" id="(reply-\d+-\w+)"', page)
    assert sections == [f"reply-{five.pk}-{label}" for label in "abcde"]
    assert not Objection.objects.exists()


def test_the_step_sent_unchanged_gives_five_objections(essay, bob, five):
    step = browser_of(bob).get(f"/replies/{five.pk}/points/")
    assert "Add 5 objections" in text_of(step)
    place(bob, five)
    assert addresses(essay) == ["a", "b", "c", "d", "e"]
    claims = list(Objection.objects.values_list("claim", flat=True))
    assert claims[0].startswith("I think it's also worth flagging that there's less of a void")
    assert claims[1].startswith("Think you've neglected the potential for us to apply filtering")
    # What “it” is stands before it.
    assert claims[2].startswith("The discussion of")
    assert claims[2].endswith("is interesting, but it is also overly anthromorphic")
    assert claims[3].startswith("I feel you're being overly critical of some of research")
    assert claims[4].startswith("I worry that some of your skepticism of the risks")
    summary = browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()
    rows = re.findall(
        r'<li class="row-obj" id="objection-(\d)" data-objection="\1" '
        r'data-letter="(\w)" data-round="1" data-status="open"',
        summary,
    )
    assert rows == [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d"), ("5", "e")]
    thread = browser_of(None).get(essay.get_absolute_url()).content.decode()
    for number, label in enumerate("abcde", 1):
        point = thread.split(f'id="reply-{five.pk}-{label}"')[1][:400]
        assert f'data-objection="{number}"' in point


def test_the_writer_is_told_where_the_points_went(essay, bob, five):
    client = browser_of(bob)
    told = client.post(f"/replies/{five.pk}/points/", {}, follow=True).content.decode()
    linked = [
        f'<a href="/posts/{essay.pk}/objections/{n}/">{a}</a>' for n, a in enumerate("abcde", 1)
    ]
    assert f"Your points are {', '.join(linked[:4])} and {linked[4]}." in told


def test_the_same_step_sent_twice_adds_nothing(essay, bob, five):
    client, url = browser_of(bob), f"/replies/{five.pk}/points/"
    data = form_fields(client.get(url), "points")
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Objection.objects.count() == 5


def test_leaving_the_step_loses_nothing_and_it_waits(essay, bob, five):
    assert "Finish your points" in text_of(browser_of(bob).get(essay.get_absolute_url()))
    assert "Finish your points" not in text_of(browser_of(None).get(essay.get_absolute_url()))
    client = browser_of(bob)
    assert client.post(f"/replies/{five.pk}/points/", {"plain": "1"}).status_code == 302
    assert not Objection.objects.exists()
    assert "Finish your points" not in text_of(client.get(essay.get_absolute_url()))


def test_a_second_critic_shares_one_raises_one_and_makes_a_remark(essay, bob, five):
    place(bob, five)
    carol, dave = person("carol"), person("dave")
    reply = answer(
        carol,
        essay,
        "Three things.\n\na) Less of a void, agreed.\n"
        "b) You never say who it is for.\nc) Nice weather.",
    )
    place(carol, reply, to_a="1", claim_a="There is less of a void by now", to_c="none")
    assert addresses(essay) == ["a", "b", "c", "d", "e", "#6"]
    shared, sixth = Objection.objects.get(number=1), Objection.objects.get(number=6)
    assert shared.holder_count == 2
    assert shared.holders.get(user=carol).wording == "There is less of a void by now"
    assert sixth.claim == "You never say who it is for"
    page = browser_of(None).get(f"/posts/{essay.pk}/objections/6/")
    assert "You never say who it is for" in text_of(page)
    assert "no objection, a remark" in text_of(browser_of(None).get(essay.get_absolute_url()))

    response = browser_of(dave).post(f"/posts/{essay.pk}/objections/6/share/")
    assert response.status_code == 302
    assert addresses(essay)[5] == "2a"
    assert browser_of(None).get(f"/posts/{essay.pk}/objections/2a/").status_code == 302


def test_the_author_answers_concedes_and_declines(essay, alice, bob, five):
    place(bob, five)
    stances = {
        "objection-3": "concede",
        "concede-3": "Partly so; I reword section two.",
        "part-3": "1",
        "objection-5": "decline",
        "decline-5": "outside this essay",
    }
    reply = answer(alice, essay, "Thank you.\n\na) On specs.\nb) On criticism.", five, **stances)
    step = form_fields(browser_of(alice).get(f"/replies/{reply.pk}/points/"), "points")
    assert (step["to-a"], step["to-b"]) == ("answer-1", "answer-2"), "preset as the parent's points"
    place(alice, reply, to_b="answer-4")
    found = dict(Objection.objects.values_list("letter", "status"))
    assert found == {
        "a": "answered",
        "b": "open",
        "c": "answered",
        "d": "answered",
        "e": "declined",
    }
    acts = set(Tag.objects.filter(reply=reply).values_list("act", "objection__letter", "point"))
    assert acts == {
        ("answer", "a", "a"),
        ("answer", "d", "b"),
        ("concede", "c", ""),
        ("decline", "e", ""),
    }
    summary = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "Partly so; I reword section two." in summary
    assert "outside this essay" in summary


def test_a_posted_letter_or_status_is_ignored(essay, bob, five):
    place(bob, five, letter_a="e", status="conceded", round="7", state="hidden", to_a="new")
    assert addresses(essay) == ["a", "b", "c", "d", "e"]
    assert set(Objection.objects.values_list("status", flat=True)) == {"open"}
    assert Reply.objects.get().state == "visible"


OTHERS = {
    "quick-take-with-footnote": ("new", "objection"),
    "clarification-question": ("question", "question"),
    "short-opinion": ("none", ""),
    "series-of-challenges": ("question", "question"),
    "praise": ("none", ""),
    "quoted-correction": ("new", "objection"),
    "collapsible-boxes": ("none", ""),
    "extending-a-section": ("none", ""),
    "you-missed-quotes": ("new", "objection"),
    "main-disagreement": ("new", "objection"),
}


def test_every_other_real_comment_finds_its_place(essay, bob, real_data):
    bodies = comments(real_data)
    assert set(bodies) == set(OTHERS) | {"lettered-objections"}
    client = browser_of(bob)
    for kind, (choice, becomes) in OTHERS.items():
        reply = answer(bob, essay, bodies[kind])
        assert reply.body == bodies[kind]
        shown = client.get(f"{essay.get_absolute_url()}?posted={reply.pk}")
        assert "Is this an objection?" in text_of(shown), kind
        response = client.post(f"/replies/{reply.pk}/points/", {"to-reply": choice})
        assert response.status_code == 302, text_of(response)
        raised = Objection.objects.filter(raised_in=reply)
        assert [each.kind for each in raised] == ([becomes] if becomes else []), kind
    main = Objection.objects.get(claim__startswith="My main disagreement")
    client.post(f"/posts/{essay.pk}/objections/{main.number}/main/")
    summary = browser_of(None).get(f"/posts/{essay.pk}/critique/")
    assert "Main disagreement of Bob" in text_of(summary)
    coverage = re.search(
        r'data-placed="(\d+)" data-inherited="(\d+)" data-favour="0" data-other="(\d+)"',
        summary.content.decode(),
    )
    assert coverage and [int(n) for n in coverage.groups()] == [4, 0, 6]
    assert "Two questions, two open" in text_of(summary)
