"""Who may say what of which objection in a reply: what forms offer, and the server takes."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from critiques.actions.curation import merge, strike
from critiques.actions.holders.shares import say
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags, tag_reply
from critiques.choices import ACTS, Choice
from critiques.models import HolderEvent, Objection, Position, Tag
from critiques.words import Event, Stance
from forum.models import Reply
from tests.cast import browser_of, moderator, person, publish

pytestmark = pytest.mark.django_db

BY_AUTHOR = {"discuss", "answer", "concede", "part", "decline"}
BY_OTHERS = {"discuss", "same", "answer"}
UNANSWERED, ANSWERED = {"discuss", "withdraw"}, {"discuss", "withdraw", "reaffirm", "satisfied"}
OF_QUESTIONS = BY_OTHERS - {"same"}
# What its author, who raised it (Bob) and somebody else (Dave) may say of it, where it stands so.
TABLE = {
    "open": (BY_AUTHOR, UNANSWERED, BY_OTHERS),
    "answered": (BY_AUTHOR, ANSWERED, BY_OTHERS),
    "contested": (BY_AUTHOR, ANSWERED, BY_OTHERS),
    "conceded": (BY_AUTHOR, ANSWERED, BY_OTHERS),
    "declined": (BY_AUTHOR, ANSWERED, BY_OTHERS),
    "settled": (BY_AUTHOR, ANSWERED, BY_OTHERS),
    "withdrawn": (BY_AUTHOR, BY_OTHERS, BY_OTHERS),
    "merged": (set(), set(), set()),
    "struck": (set(), set(), set()),
    "asked": (BY_AUTHOR, UNANSWERED, OF_QUESTIONS),
    "clarified": (BY_AUTHOR, ANSWERED, OF_QUESTIONS),
}
WHO = ("alice", "bob", "dave")
CASES = [(place, who) for place in TABLE for who in WHO]


@pytest.fixture(scope="module")
def made(kept_db: None) -> SimpleNamespace:
    """An objection of Bob's for each line of the table, in its order, and a reply by each."""
    people = {name: person(name) for name in WHO}
    post = publish(people["alice"])
    scene = SimpleNamespace(post=post, mina=moderator(), **people)
    kinds = ["question" if place in ("asked", "clarified") else "new" for place in TABLE]
    choices = [Choice(kind, claim=f"Claim {n}") for n, kind in enumerate(kinds)]
    raised = {"author": scene.bob, "post_id": post.pk, "parent_id": None, "body": "Words."}
    reply_with_tags(**raised, choices=choices)
    number = {place: n for n, place in enumerate(TABLE, 1)}

    def takes(place: str, stance: Stance) -> None:
        where = {"author": scene.alice, "post_id": post.pk, "number": number[place]}
        adopted = Reply.objects.first().pk if stance == Stance.ANSWERED else None
        take_position(**where, stance=stance, text="A word.", adopt_reply_id=adopted)

    def says(place: str, event: Event) -> None:
        say(user=scene.bob, post_id=post.pk, number=number[place], event=event)

    for place in ("answered", "contested", "settled", "clarified"):
        takes(place, Stance.ANSWERED)
    takes("conceded", Stance.CONCEDED)
    takes("declined", Stance.DECLINED)
    says("contested", Event.REAFFIRM)
    says("settled", Event.SATISFIED)
    says("withdrawn", Event.WITHDRAW)
    by_mina = {"moderator": scene.mina, "post_id": post.pk, "reason": "A reason."}
    merge(**by_mina, number=number["merged"], into=number["open"])
    strike(**by_mina, number=number["struck"])
    for name in WHO:
        said = {"author": people[name], "post_id": post.pk, "parent_id": None}
        setattr(scene, f"by_{name}", reply_with_tags(**said, body="Hm.", choices=[]).pk)
    scene.number = number
    return scene


@pytest.fixture
def scene(anew: SimpleNamespace) -> SimpleNamespace:
    return anew


def test_each_stands_as_the_table_has_it(scene: SimpleNamespace) -> None:
    found = dict(Objection.objects.filter(post=scene.post).values_list("number", "status"))
    stands = {**{place: place for place in TABLE}, "asked": "open", "clarified": "answered"}
    assert found == {scene.number[place]: status for place, status in stands.items()}


@pytest.mark.parametrize(("place", "who"), CASES)
def test_the_server_takes_it(scene: SimpleNamespace, place: str, who: str) -> None:
    allowed = TABLE[place][WHO.index(who)]
    holds = allowed in (UNANSWERED, ANSWERED) and place != "settled"
    asked = set(ACTS) - ({"same"} if holds else set())
    assert {does for does in asked if _taken(scene, place, who, does)} == allowed


def _taken(scene: SimpleNamespace, place: str, who: str, does: str) -> bool:
    """Whether it may be said; then it was said, and nothing else."""
    number = scene.number[place]
    before = _said(number)
    try:
        with transaction.atomic():
            choice = Choice(does, number=number, text="So it is.", claim="As I put it")
            sent = {"reply_id": getattr(scene, f"by_{who}"), "choices": [choice], "other": False}
            tag_reply(writer=getattr(scene, who), **sent)
            tags, events, positions = (
                {each: after[each] for each in after if each not in was}
                for was, after in zip(before, _said(number), strict=True)
            )
            assert list(tags.values()) == [ACTS[does]]
            assert list(events.values()) == [e for e in [_event(place, does)] if e]
            stances = {"concede": "conceded", "part": "conceded_in_part", "decline": "declined"}
            expected = stances.get(does, "answered" if (does, who) == ("answer", "alice") else "")
            assert list(positions.values()) == [expected] * bool(expected)
            transaction.set_rollback(True)
    except (ValidationError, PermissionDenied) as error:
        assert str(error)
        return False
    return True


def _event(place: str, does: str) -> str:
    if does == "same":
        return "hold" if place in ("open", "withdrawn") else "reaffirm"
    return does if does in ("reaffirm", "satisfied", "withdraw") else ""


def _said(number: int) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    rows = ((Tag, "act"), (HolderEvent, "event"), (Position, "position"))
    tags, events, positions = (
        dict(model.objects.filter(objection__number=number).values_list("pk", column))
        for model, column in rows
    )
    return tags, events, positions


@pytest.mark.parametrize("who", WHO)
def test_forms_offer_what_the_server_takes(scene: SimpleNamespace, who: str) -> None:
    step = browser_of(getattr(scene, who)).get(f"/replies/{getattr(scene, f'by_{who}')}/points/")
    offered: dict[int, set[str]] = {number: set() for number in scene.number.values()}
    for does, number in _options(step.content.decode()):
        offered[number].add(does)
    expected = {scene.number[each]: TABLE[each][WHO.index(who)] for each in TABLE}
    assert offered == expected


def _options(page: str) -> Iterator[tuple[str, int]]:
    for value in re.findall(r'<option value="([^"]*\d)"', page):
        does, _, number = value.rpartition("-")
        yield does or "same", int(number)


def test_who_holds_it_shares_it_again_and_says_nothing_new(scene: SimpleNamespace) -> None:
    """As a form may send it that was opened before."""
    for place in ("open", "contested"):
        number = scene.number[place]
        tags, events, positions = _said(number)
        tag_reply(
            writer=scene.bob,
            reply_id=scene.by_bob,
            choices=[Choice("same", number=number)],
            other=False,
        )
        assert _said(number)[1:] == (events, positions)
        assert len(_said(number)[0]) == len(tags) + 1


def test_one_reply_says_one_thing_of_an_objection(scene: SimpleNamespace) -> None:
    number = scene.number["answered"]
    both = [Choice("reaffirm", number=number), Choice("satisfied", number=number)]
    with pytest.raises(ValidationError, match="say something else of it"):
        tag_reply(writer=scene.bob, reply_id=scene.by_bob, choices=both, other=False)
    two = [Choice("answer", number=number), Choice("decline", number=number, text="No.")]
    with pytest.raises(ValidationError, match="say something else of it"):
        tag_reply(writer=scene.alice, reply_id=scene.by_alice, choices=two, other=False)


def test_two_points_that_say_the_same_of_it_say_it_once(scene: SimpleNamespace) -> None:
    number = scene.number["open"]
    said = [Choice("answer", label, number=number) for label in "ab"]
    where = {"author": scene.alice, "post_id": scene.post.pk, "parent_id": None}
    reply = reply_with_tags(**where, body="a) No.\nb) Not at all.", choices=said)
    assert Position.objects.filter(reply=reply).count() == 1
    assert Tag.objects.filter(reply=reply).count() == 2


def test_whoever_shares_one_twice_in_a_reply_shares_it_once(scene: SimpleNamespace) -> None:
    number = scene.number["open"]
    said = [Choice("same", label, number=number) for label in "ab"]
    where = {"author": scene.dave, "post_id": scene.post.pk, "parent_id": None}
    reply = reply_with_tags(**where, body="a) Yes.\nb) Yes, yes.", choices=said)
    assert HolderEvent.objects.filter(reply=reply).count() == 1
    assert Tag.objects.filter(reply=reply).count() == 2
