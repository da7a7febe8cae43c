"""Where objections stand, said by one click or one sentence; and the summary that shows it."""

import re

import pytest

from critiques.models import Objection
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

ESSAY = "Twenty random checks speak for the other hundred and eighty claims. So I use them."


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's two points against Alice's essay, raised as a and b."""
    names = ("alice", "bob", "carol", "dave")
    people = {name: person(name) for name in names} | {"mina": moderator()}
    essay = publish(people["alice"], "Twenty checks", ESSAY)
    reply = answer(
        people["bob"],
        essay,
        "a) Lots can be drawn badly.\n"
        "b) “Twenty random checks speak for the other hundred” is false of a lean.",
    )
    place(people["bob"], reply)
    return {"people": people, "essay": essay, "raised": reply}


people, essay, raised = parts("people essay raised")


def click(user, essay, number: int, what: str, **data: str) -> int:
    url = f"/posts/{essay.pk}/objections/{number}/{what}/"
    return browser_of(user).post(url, data).status_code


def status(number: int) -> str:
    return Objection.objects.get(number=number).status


def summary(essay, user=None) -> str:
    return browser_of(user).get(f"/posts/{essay.pk}/critique/").content.decode()


def test_each_click_moves_the_status(people, essay, raised):
    alice, bob, carol = people["alice"], people["bob"], people["carol"]
    assert status(1) == "open"
    assert click(carol, essay, 1, "share") == 302
    answer(alice, essay, "Draw them from a hat, then.", raised, **{"objection-1": "answer"})
    assert status(1) == "answered"
    assert click(bob, essay, 1, "stands") == 302
    assert status(1) == "contested"
    answer(alice, essay, "A sealed hat.", raised, **{"objection-1": "answer"})
    assert status(1) == "contested", "having the last word changes nothing"
    assert "new answer" in summary(essay)
    assert click(bob, essay, 1, "satisfied") == 302
    assert status(1) == "answered", "Carol holds it still"
    assert click(carol, essay, 1, "satisfied") == 302
    assert status(1) == "settled"
    assert click(alice, essay, 2, "position", stance="conceded", text="True; I add it.") == 302
    assert status(2) == "conceded"
    assert click(bob, essay, 2, "stands") == 302
    assert status(2) == "contested", "“not what I meant”"
    assert click(bob, essay, 2, "taken-back") == 302
    assert status(2) == "conceded", "the dispute over it is gone"
    third = answer(carol, essay, "A third thought.")
    place(carol, third, to_reply="new")
    assert click(carol, essay, 3, "taken-back") == 302
    assert status(3) == "withdrawn"


def test_the_author_adopts_an_answer_and_declines(people, essay, raised):
    alice, dave = people["alice"], people["dave"]
    reply = answer(dave, essay, "A lean would show in the twenty.", raised)
    place(dave, reply, to_reply="answer-2")
    assert status(2) == "open"
    assert "answered by Dave, not the author" in summary(essay)
    assert click(alice, essay, 2, "position", stance="answered", reply=str(reply.pk)) == 302
    assert status(2) == "answered"
    assert "</b> adopts Dave’s answer, " in summary(essay)
    assert (
        click(alice, essay, 1, "position", stance="declined", decline="outside this essay") == 302
    )
    assert status(1) == "declined"
    assert "outside this essay" in summary(essay)


def test_what_the_author_may_not(people, essay, raised):
    alice, bob = people["alice"], people["bob"]
    assert click(alice, essay, 1, "share") == 403
    own = answer(alice, essay, "a) My own doubt.")
    response = browser_of(alice).post(f"/replies/{own.pk}/points/", {"to-a": "new", "claim-a": "x"})
    assert response.status_code == 403
    assert Objection.objects.count() == 2
    assert click(bob, essay, 1, "position", stance="conceded", text="For her.") == 403
    assert click(people["carol"], essay, 1, "stands") == 403
    assert click(people["carol"], essay, 1, "main") == 403


def test_a_quoted_passage_is_linked(people, essay, raised):
    objection = Objection.objects.get(number=2)
    assert objection.passage == "Twenty random checks speak for the other hundred"
    assert (objection.passage_start, objection.passage_revision) == (0, 1)
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/2/"))
    assert "Twenty random checks speak for the other hundred" in page
    assert Objection.objects.get(number=1).passage == ""


def test_a_claim_is_reworded_until_somebody_joins(people, essay, raised):
    assert click(people["carol"], essay, 1, "claim", claim="Mine now") == 403
    assert click(people["bob"], essay, 1, "claim", claim="Lots may be drawn badly") == 302
    assert "Lots may be drawn badly" in summary(essay)
    assert click(people["carol"], essay, 1, "share") == 302
    assert click(people["bob"], essay, 1, "claim", claim="Something else") == 302
    assert [each.text for each in Objection.objects.get(number=1).versions.all()] == [
        "Lots may be drawn badly",
        "Something else",
    ]


def test_merging_and_its_undo(people, essay, raised):
    mina, carol = people["mina"], people["carol"]
    click(carol, essay, 2, "share")
    assert click(carol, essay, 2, "merge", into="1") == 302
    assert Objection.objects.get(number=2).status != "merged", "it is a proposal"
    assert click(mina, essay, 2, "merge", into="1", reason="") == 422
    assert click(mina, essay, 2, "merge", into="2", reason="Itself") == 422
    assert click(mina, essay, 2, "merge", into="1", reason="The same claim") == 302
    assert status(2) == "merged"
    assert Objection.objects.get(number=1).holder_count == 2, "Bob once, and Carol"
    page = summary(essay)
    assert "Now part of a" in page and "Carol" in page
    assert click(carol, essay, 2, "share") == 422
    assert click(mina, essay, 1, "merge", into="2", reason="A circle") == 409
    assert click(mina, essay, 2, "unmerge", reason="Not the same after all") == 302
    assert (status(2), Objection.objects.get(number=1).holder_count) == ("open", 1)


def test_striking_hides_the_claim_and_its_undo_shows_it(people, essay, raised):
    mina = people["mina"]
    assert click(mina, essay, 1, "strike", reason="About a person") == 302
    page = summary(essay)
    assert "Lots can be drawn badly" not in page
    assert "Removed by moderators: About a person" in page
    assert "Lots can be drawn badly" in summary(essay, mina)
    own = browser_of(None).get(f"/posts/{essay.pk}/objections/1/").content.decode()
    assert "Lots can be drawn badly" not in own
    assert "to say that you share it" not in own
    assert click(mina, essay, 1, "unstrike", reason="I misread it") == 302
    assert "Lots can be drawn badly" in summary(essay)


def test_a_withdrawn_reply_takes_its_holds_along(people, essay, raised):
    bob, carol = people["bob"], people["carol"]
    click(carol, essay, 1, "share")
    assert browser_of(bob).post(f"/replies/{raised.pk}/withdraw/").status_code == 302
    assert (status(1), status(2)) == ("open", "withdrawn")
    page = summary(essay)
    assert "Lots can be drawn badly" in page, "Carol holds it still"
    assert "false of a lean" not in page
    assert "withdrawn" in page


def test_the_summary_says_it_in_one_sentence_and_covers_all(people, essay, raised):
    alice, carol, dave = people["alice"], people["carol"], people["dave"]
    answer(alice, essay, "Because I stir.", raised, **{"objection-1": "answer"})
    answer(dave, essay, "I doubt the stirring.", raised)
    asked = answer(carol, essay, "What do you mean by random?")
    place(carol, asked, to_reply="question")
    answer(dave, essay, "Lovely essay.")
    page = summary(essay)
    sentence = re.search(r'<p class="sentence">(.*?)</p>', page)
    assert sentence and sentence[1] == ("Two objections, two unresolved. One question, one open.")
    assert 'data-placed="2" data-inherited="1" data-favour="0" data-other="2"' in page
    for kind, words in [
        ("placed", "Because I stir."),
        ("inherited", "I doubt the stirring."),
        ("asking", "What do you mean"),
        ("other", "Lovely essay."),
    ]:
        listed = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/{kind}/"))
        assert words in listed, kind
    assert "Needs your reply" in summary(essay, alice)
    assert "Needs your reply" not in page


def test_mentions_lead_to_the_objection(people, essay, raised):
    answer(people["dave"], essay, "Surely objection b settles it, and [a] too; not objection c.")
    page = browser_of(None).get(essay.get_absolute_url()).content.decode()
    assert f'<a href="/posts/{essay.pk}/objections/2/">objection b</a>' in page
    assert f'<a href="/posts/{essay.pk}/objections/1/">[a]</a>' in page
    assert "not objection c." in page


def test_a_locked_discussion_still_hears_its_holders(people, essay, raised):
    alice, bob, carol, mina = (people[name] for name in ("alice", "bob", "carol", "mina"))
    answer(alice, essay, "Answered.", raised, **{"objection-1": "answer"})
    assert (
        browser_of(mina).post(f"/posts/{essay.pk}/lock/", {"reason": "Enough"}).status_code == 302
    )
    assert click(bob, essay, 1, "stands") == 302
    assert status(1) == "contested"
    assert click(carol, essay, 1, "share") == 422
    assert click(alice, essay, 1, "position", stance="conceded", text="Late.") == 422
    refused = browser_of(carol).post(f"/posts/{essay.pk}/reply/", {"body": "Typed with care."})
    assert refused.status_code == 422
    assert "Typed with care." in refused.content.decode()
    assert (
        browser_of(bob)
        .post(f"/replies/{raised.pk}/edit/", {"body": "x", "base_revision": 1})
        .status_code
        == 422
    )


def test_sharing_from_the_thread(people):
    alice, bob, carol = people["alice"], people["bob"], people["carol"]
    essay = publish(alice, "Another", ESSAY)
    reply = answer(bob, essay, "One thing only.")
    place(bob, reply, to_reply="new")
    url = essay.get_absolute_url()
    button = "I share this objection"
    assert button in text_of(browser_of(carol).get(url))
    for other in (None, alice, bob):
        assert button not in text_of(browser_of(other).get(url))
    click(carol, essay, 1, "share")
    shown = text_of(browser_of(carol).get(url))
    assert button not in shown and "You share this objection" in shown
