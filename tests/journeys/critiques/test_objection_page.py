"""An objection's own page: one's own button first, then what was said, and how it came to this."""

import re

import pytest
from django.utils import timezone

from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Holder
from forum.actions.changes import edit_reply
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts
from web.dates import day

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's two objections to Alice's essay."""
    names = ("alice", "bob", "carol", "dave")
    people = {name: person(name) for name in names} | {"mina": moderator()}
    text = "An essay about checks and their number."
    essay = publish(people["alice"], "Twenty checks", text)
    reply = answer(people["bob"], essay, "a) Lots can be drawn badly.\nb) A lean stays hidden.")
    place(people["bob"], reply)
    return {"people": people, "essay": essay, "raised": reply}


people, essay, raised = parts("people essay raised")


def click(user, essay, number: int, what: str, **data: str) -> None:
    url = f"/posts/{essay.pk}/objections/{number}/{what}/"
    assert browser_of(user).post(url, data).status_code == 302


def page_of(essay, user=None, number: int = 1) -> str:
    response = browser_of(user).get(f"/posts/{essay.pk}/objections/{number}/")
    assert response.status_code == 200
    return response.content.decode()


def moves(essay, user=None, number: int = 1) -> list[str]:
    """What one may press, in order; of several choices none stands out."""
    page = page_of(essay, user, number)
    shared = re.search(r'<div class="share">(.*?)</div>', page, re.S)
    assert shared
    found = re.findall(r'<(?:a|button) class="(btn[^"]*)"[^>]*>([^<]+)<', shared[1])
    found = [(name, label.strip()) for name, label in found if label != "Report"]
    choices = [name for name, label in found if "disagreement" not in label]
    assert set(choices) in (set(), {"btn btn--main" if len(choices) == 1 else "btn btn--line"}) or (
        choices == ["btn btn--line"]
    )
    return [label for _, label in found]


def who_shares(essay) -> str:
    found = re.search(r'<h2 id="who-h">(.*?)</h2><p>(.*?)</p>', page_of(essay))
    assert found
    return ": ".join(found.groups())


def test_who_shares_it_no_longer_is_named_and_not_counted(people, essay) -> None:
    click(people["carol"], essay, 1, "share")
    assert who_shares(essay) == "Who shares it: 2 people"
    click(people["carol"], essay, 1, "taken-back")
    assert who_shares(essay) == "Who shares it: 1 of 2 people"
    click(people["bob"], essay, 1, "taken-back")
    assert who_shares(essay) == "Who shared it: 2 people"


def stances(essay, user) -> list[str]:
    """What the author may say of the first objection, in order."""
    page = page_of(essay, user)
    form = re.search(r'<form class="says"[^>]*data-form="author-says">(.*?)</form>', page, re.S)
    found = re.findall(r'<(?:a|button) class="(btn[^"]*)"[^>]*>([^<]+)<', form[1]) if form else []
    assert {name for name, _ in found} <= {"btn btn--line"}, "equal choices look equal"
    return [label for _, label in found]


AUTHOR = ["Answer in a reply", "I agree", "I agree in part", "I won’t pursue it"]


def test_everybody_finds_their_own_button_first(people, essay, raised):
    alice, bob, carol, mina = (people[name] for name in ("alice", "bob", "carol", "mina"))
    assert moves(essay) == ["Sign in to say that you share it"]
    assert moves(essay, carol) == moves(essay, mina) == ["I share this objection"]
    assert moves(essay, alice) == [] and stances(essay, alice) == AUTHOR
    assert stances(essay, bob) == stances(essay, carol) == stances(essay, mina) == []
    assert moves(essay, bob) == ["Take back", "My main disagreement"]
    assert "You share this objection." in text_of(
        browser_of(bob).get(f"/posts/{essay.pk}/objections/1/")
    )
    answer(alice, essay, "From a hat, then.", raised, **{"objection-1": "answer"})
    assert stances(essay, alice) == AUTHOR, "she may change her mind"
    assert moves(essay, bob) == [
        "This answers it",
        "Still stands",
        "Take back",
        "My main disagreement",
    ]
    click(bob, essay, 1, "stands")
    assert moves(essay, bob) == ["This answers it", "Take back", "My main disagreement"]
    click(bob, essay, 1, "satisfied")
    assert moves(essay, bob) == ["Still stands", "Take back"]
    assert "It is answered for you" in page_of(essay, bob)
    answer(alice, essay, "Or from a bowl.", raised, **{"objection-1": "answer"})
    assert moves(essay, bob) == ["This answers it", "Still stands", "Take back"]
    click(bob, essay, 1, "taken-back")
    assert moves(essay, bob) == ["I share this objection"]


def test_where_nothing_more_can_be_said_there_is_no_button(people, essay, raised):
    carol, mina = people["carol"], people["mina"]
    click(mina, essay, 2, "strike", reason="About a person")
    click(people["bob"], essay, 1, "share")
    for user in (None, carol, people["alice"], people["bob"]):
        assert moves(essay, user, 2) == []
    browser_of(mina).post(f"/posts/{essay.pk}/lock/", {"reason": "Enough"})
    assert moves(essay) == moves(essay, carol) == moves(essay, people["alice"]) == []
    assert moves(essay, people["bob"]) == ["Take back", "My main disagreement"]


def test_ones_main_disagreement_can_be_taken_back(people, essay, raised):
    click(people["bob"], essay, 1, "main")
    assert Holder.objects.get(objection__number=1).is_main
    page = page_of(essay, people["bob"])
    assert re.search(r'<button class="btn" aria-pressed="true">Your main disagreement<', page)


def test_it_says_where_it_stood_and_who_changed_that(people, essay, raised):
    alice, bob, carol, mina = (people[name] for name in ("alice", "bob", "carol", "mina"))
    click(carol, essay, 1, "share")
    click(alice, essay, 1, "position", stance="conceded", text="True.")
    click(bob, essay, 1, "stands")
    click(bob, essay, 1, "taken-back")
    click(carol, essay, 2, "share")
    click(mina, essay, 2, "merge", into="1", reason="The same")
    page = re.sub("</?bdi>", "", page_of(essay))
    found = re.search(r'<ol class="events events--short".*?</ol>', page, re.S)
    assert found
    lines = re.findall(r"<li data-status=\"(\w+)\".*?</time>: (.*?)</span>", found[0], re.S)
    assert lines == [
        ("open", "Bob raised it"),
        ("conceded", "Alice agrees"),
        ("contested", "Bob says that it still stands"),
        ("conceded", "Bob took it back"),
    ], "Carol, who held b when it became part of it, has not disputed that Alice agrees"
    own = re.sub("</?bdi>", "", page_of(essay, None, 2))
    assert "A moderator made it part of a" in own


def test_what_moderators_took_back_stays_told(people, essay, raised):
    today = day(timezone.now())
    mina, bob = people["mina"], people["bob"]
    click(mina, essay, 2, "merge", into="1", reason="The same")
    click(mina, essay, 2, "unmerge", reason="Not the same")
    click(bob, essay, 2, "merge", into="1")
    click(mina, essay, 2, "unmerge", reason="Not this time")
    click(mina, essay, 1, "strike", reason="Rude")
    click(mina, essay, 1, "unstrike", reason="A mistake")
    part, whole = (
        " ".join(text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/{n}/")).split())
        for n in (2, 1)
    )
    for words in (
        "A moderator made it part of a: The same",
        "A moderator made it stand by itself again: Not the same",
        f"Now part of another since {today} : A moderator made it part of a",
        f"No author answer yet since {today} : A moderator made it stand by itself again",
    ):
        assert words in part, words
    assert part.count(f"since {today} : A moderator made it stand by itself again") == 2
    for words in (
        "A moderator made b part of this: The same",
        "A moderator made b stand by itself again: Not the same",
        "A moderator removed it: Rude",
        "A moderator put it back: A mistake",
        f"Removed by moderators since {today} : A moderator removed it",
        f"No author answer yet since {today} : A moderator put it back",
    ):
        assert words in whole, words
    news = browser_of(None).get(f"/posts/{essay.pk}/critique/?since=2026-01-01")
    assert "a moderator let b stand by itself again" in text_of(news).replace("objection ", "")


def test_every_tagged_reply_is_quoted_in_order(people, essay, raised):
    alice, carol, dave = people["alice"], people["carol"], people["dave"]
    place(carol, answer(carol, essay, "Mine was drawn badly too.", raised), to_reply="1")
    place(dave, answer(dave, essay, "Mine never was.", raised), to_reply="answer-1")
    answer(alice, essay, "Try a hat.", raised, **{"objection-1": "answer"})
    page = page_of(essay)
    said = page[page.index("What was said") :]
    words = ["Lots can be drawn badly", "Mine was drawn badly", "Mine never was", "Try a hat"]
    places = [said.index(each) for each in words]
    assert places == sorted(places)


def test_satisfaction_is_with_the_wording_that_was_read(people, essay, raised):
    alice, bob = people["alice"], people["bob"]
    reply = answer(alice, essay, "From a hat.", raised, **{"objection-1": "answer"})
    click(bob, essay, 1, "satisfied")
    assert "satisfied since" in page_of(essay)
    edit_reply(author=alice, reply_id=reply.pk, body="From a bowl.", base_revision=1)
    page = page_of(essay)
    assert "satisfied with an earlier wording" in page
    assert "edited since it satisfied you" in page_of(essay, bob)


def test_the_author_adopts_only_what_others_said(people, essay, raised):
    alice, dave = people["alice"], people["dave"]
    answer(alice, essay, "Her own hat.", raised, **{"objection-1": "answer"})
    assert 'data-form="adopt"' not in page_of(essay, alice)
    place(dave, answer(dave, essay, "Another hat.", raised), to_reply="answer-1")
    forms = re.findall(r'<form[^>]*data-form="adopt">.*?</form>', page_of(essay, alice), re.S)
    assert len(forms) == 1 and "Another hat." in forms[0] and "Her own hat." not in forms[0]


def test_a_profile_lists_what_somebody_objected_and_how_it_stands(people, essay, raised):
    bob, carol = people["bob"], people["carol"]
    click(carol, essay, 1, "share")
    click(carol, essay, 2, "share")
    click(carol, essay, 2, "taken-back")
    click(bob, essay, 2, "main")
    for name, lines in {
        "bob": ["Raised it, their main disagreement; on “Twenty checks”", "Raised it; on"],
        "carol": ["Shared it, took it back; on “Twenty checks”", "Shares it; on"],
    }.items():
        page = text_of(browser_of(None).get(f"/u/{name}/"))
        places = [page.index(line) for line in lines]
        assert places == sorted(places), page
        assert "No author answer yet" in page
        assert not re.search(r"\b\d+ (objections|points|replies)", page), "no counts of people"


def test_a_profile_of_many_objections_has_pages(people, essay):
    bob = people["bob"]
    for n in range(29):
        claim = f"Another thought, number {n}"
        said = {"parent_id": None, "body": claim, "choices": [Choice("new", claim=claim)]}
        reply_with_tags(author=bob, post_id=essay.pk, **said)
    first = browser_of(None).get("/u/bob/").content.decode()
    assert first.count("data-objection=") == 30
    older = re.search(r'href="(/u/bob/\?objections_[^"]+)"', first)
    assert older
    assert browser_of(None).get(older[1]).content.decode().count("data-objection=") == 1
