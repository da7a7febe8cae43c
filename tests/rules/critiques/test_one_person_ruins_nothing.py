"""What one person may add to one critique: so much that nobody else has to wade through it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from critiques.actions.tags import reply_with_tags
from critiques.check import findings
from critiques.choices import Choice
from critiques.models import ClaimVersion, HolderEvent, Objection, Proposal
from forum.models import Post, Reply, Visit
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ABC = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def clock(db: None):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(clock) -> User:
    return person("alice")


@pytest.fixture
def bob(alice: User) -> User:
    return person("bob")


@pytest.fixture
def carol(alice: User) -> User:
    return person("carol")


@pytest.fixture
def essay(clock, alice: User) -> Post:
    clock.shift(timedelta(minutes=1))
    return publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")


@pytest.fixture
def raised(clock, essay: Post, bob: User) -> Post:
    """Bob's objections a and b."""
    place(bob, answer(bob, essay, "a) Too few checks.\nb) People tire."))
    clock.shift(timedelta(minutes=1))
    return essay


def click(clock, who: User, post: Post, path: str, **data: str) -> int:
    clock.shift(timedelta(minutes=1))
    url = f"/posts/{post.pk}/objections/{path}/"
    return browser_of(who).post(url, data).status_code


def said(post: Post, who: User, number: int = 1) -> list[str]:
    rows = HolderEvent.objects.filter(objection__post=post, objection__number=number, user=who)
    return list(rows.values_list("event", flat=True))


def status(post: Post, number: int = 1) -> tuple[str, int]:
    objection = Objection.objects.get(post=post, number=number)
    return objection.status, objection.holder_count


def add_by_hand(who: User, reply: Reply, claim: str):
    data = {"to-reply": "new", "claim-reply": claim}
    return browser_of(who).post(f"/replies/{reply.pk}/points/", data)


def test_security_44_twenty_six_objections_from_one_reply(essay: Post, bob: User) -> None:
    reply = answer(bob, essay, "Nothing here is right.")
    for number in range(26):
        assert add_by_hand(bob, reply, f"Point {number} is wrong").status_code == 302
    refused = add_by_hand(bob, reply, "Point 26 is wrong")
    assert refused.status_code == 422
    assert "One reply raises at most 26 objections and questions." in text_of(refused)
    assert "Point 26 is wrong" in refused.content.decode()
    assert Objection.objects.count() == 26
    other = answer(bob, essay, "Nothing at all.")
    assert add_by_hand(bob, other, "Point 26 is wrong").status_code == 302


def test_what_was_taken_back_counts(essay: Post, bob: User, clock) -> None:
    points = [Choice("new", claim=f"Point {number} is wrong") for number in range(26)]
    said = {"parent_id": None, "body": "Nothing here is right.", "choices": points}
    reply = reply_with_tags(author=bob, post_id=essay.pk, **said)
    assert Objection.objects.count() == 26
    assert click(clock, bob, essay, "1/taken-back") == 302
    assert add_by_hand(bob, reply, "Point 26 is wrong").status_code == 422


def test_security_44_sixty_objections_by_one_person_on_one_essay(
    essay: Post, alice: User, bob: User, carol: User
) -> None:
    for size in (26, 26, 8):
        body = "\n".join(f"{letter}) Point {letter} is wrong." for letter in ABC[:size])
        place(bob, answer(bob, essay, body))
    assert Objection.objects.filter(post=essay).count() == 60
    beside = {"beside": "1", "to-a": "new", "claim-a": "One more"}
    url = f"/posts/{essay.pk}/reply/"
    sent = browser_of(bob).post(url, {"body": "a) One more.", "parent": "", **beside}, follow=True)
    assert "its points are not placed yet: You have raised 60 objections" in text_of(sent)
    reply = Reply.objects.latest("pk")
    assert reply.body == "a) One more." and Objection.objects.count() == 60
    refused = browser_of(bob).post(f"/replies/{reply.pk}/points/", {})
    assert refused.status_code == 422 and "Share one that is here" in text_of(refused)
    place(carol, answer(carol, essay, "a) Somebody else may."))
    other = publish(alice, "Another")
    place(bob, answer(bob, other, "a) Elsewhere he may."))
    assert Objection.objects.count() == 62


@pytest.mark.parametrize("times", [1, 2, 9])
def test_security_44_sharing_and_taking_back_again_and_again_is_one_change(
    clock, raised: Post, carol: User, times: int
) -> None:
    for _ in range(times):
        assert click(clock, carol, raised, "1/share") == 302
        assert status(raised) == ("open", 2)
        assert said(raised, carol) == ["hold"]
        assert click(clock, carol, raised, "1/taken-back") == 302
        assert status(raised) == ("open", 1)
        assert said(raised, carol) == ["hold", "withdraw"]
    assert list(findings()) == []


def test_so_is_any_other_change_of_mind(clock, raised: Post, alice: User, carol: User) -> None:
    click(clock, carol, raised, "1/share")
    click(clock, alice, raised, "1/position", stance="declined", text="Elsewhere.")
    for _ in range(4):
        assert click(clock, carol, raised, "1/stands") == 302
        assert status(raised) == ("contested", 2)
        assert click(clock, carol, raised, "1/satisfied") == 302
        assert status(raised) == ("declined", 1)
        assert click(clock, carol, raised, "1/taken-back") == 302
        assert click(clock, carol, raised, "1/share") == 302
    assert status(raised) == ("contested", 2)
    assert len(said(raised, carol)) <= 3
    assert said(raised, carol)[0] == "hold", "what was said before the answer stays"
    assert list(findings()) == []


def test_the_next_day_it_is_another_change(clock, raised: Post, carol: User) -> None:
    for _ in range(3):
        click(clock, carol, raised, "1/share")
        click(clock, carol, raised, "1/taken-back")
        clock.shift(timedelta(days=1))
    assert said(raised, carol) == ["hold", "withdraw"] * 3


@pytest.mark.parametrize("what", ["a word of the author’s", "a reply", "a wording"])
def test_what_was_answered_stays(
    clock, raised: Post, alice: User, bob: User, carol: User, what: str
) -> None:
    click(clock, carol, raised, "1/share")
    click(clock, carol, raised, "1/taken-back")
    if what == "a reply":
        dave = person("dave")
        clock.shift(timedelta(minutes=1))
        place(dave, answer(dave, raised, "a) Too few, but for Carol."), to_a="answer-1")
    elif what == "a wording":
        assert click(clock, bob, raised, "1/claim", claim="Far too few checks") == 302
    else:
        click(clock, alice, raised, "1/position", stance="declined", text="Carol agrees.")
    click(clock, carol, raised, "1/share")
    assert said(raised, carol)[:2] == ["hold", "withdraw"]
    assert len(said(raised, carol)) == 3
    assert list(findings()) == []


def test_what_a_reply_says_stays(clock, raised: Post, carol: User) -> None:
    for _ in range(2):
        clock.shift(timedelta(minutes=1))
        place(carol, answer(carol, raised, "a) I share a."), to_a="1")
        click(clock, carol, raised, "1/taken-back")
    assert said(raised, carol) == ["hold", "withdraw"] * 2


def test_security_44_five_proposals_of_one_person_wait_on_an_essay(
    clock, essay: Post, alice: User, bob: User
) -> None:
    place(bob, answer(bob, essay, "\n".join(f"{letter}) Point {letter}." for letter in ABC[:7])))
    for number in range(1, 6):
        assert click(clock, alice, essay, f"{number}/proposals", proposed="Otherwise") == 302
    url = f"/posts/{essay.pk}/objections/6/proposals/"
    refused = browser_of(alice).post(url, {"proposed": "Kept in the form"})
    assert refused.status_code == 422 and "Kept in the form" in refused.content.decode()
    told = "Five of your proposals wait on this essay: on a, b, c, d and e."
    assert told in text_of(refused)
    assert click(clock, alice, essay, "5/proposals", proposed="In its place") == 302
    first = Proposal.objects.filter(outcome="").first()
    assert click(clock, alice, essay, f"1/proposals/{first.pk}/withdraw") == 302
    assert click(clock, alice, essay, "6/proposals", proposed="Otherwise") == 302
    assert click(clock, bob, essay, "2/merge", into="1") == 302
    assert click(clock, alice, essay, "7/proposals", proposed="Otherwise") == 302, "b asks nobody"
    assert Proposal.objects.filter(outcome="").count() == 6


def test_so_for_proposals_to_merge_but_moderators_are_free(
    clock, essay: Post, bob: User, carol: User
) -> None:
    place(bob, answer(bob, essay, "\n".join(f"{letter}) Point {letter}." for letter in ABC[:7])))
    answers = [click(clock, carol, essay, f"{n}/merge", into="7") for n in range(1, 7)]
    assert answers == [302] * 5 + [422]
    mina = moderator()
    asked = [click(clock, mina, essay, f"{n}/proposals", proposed="So") for n in range(1, 8)]
    assert asked == [302] * 7


def test_security_44_five_wordings_wait_for_somebody_to_stand_by_them(
    clock, raised: Post, bob: User, carol: User
) -> None:
    click(clock, carol, raised, "1/share")
    for number in range(5):
        assert click(clock, bob, raised, "1/claim", claim=f"Wording {number}") == 302
    url = f"/posts/{raised.pk}/objections/1/claim/"
    refused = browser_of(bob).post(url, {"claim": "Kept in the form"})
    assert refused.status_code == 422 and "Kept in the form" in refused.content.decode()
    assert "Five of your wordings wait for somebody else to stand by one." in text_of(refused)
    assert ClaimVersion.objects.filter(objection__number=1).count() == 6
    assert click(clock, bob, raised, "1/claim", claim="Wording 4") == 302, "that changes nothing"
    assert click(clock, carol, raised, "1/wording") == 302
    assert click(clock, bob, raised, "1/claim", claim="Wording 5") == 302
    for _ in range(2):
        assert click(clock, bob, raised, "2/claim", claim="Nobody shares it") == 302
    assert list(findings()) == []


def test_security_44_seeing_a_critique_again_adds_no_row(clock, raised: Post, carol: User) -> None:
    for _ in range(5):
        clock.shift(timedelta(hours=1))
        assert browser_of(carol).post(f"/posts/{raised.pk}/seen/", {"read": "1"}).status_code == 302
    assert Visit.objects.filter(user=carol).count() == 1
