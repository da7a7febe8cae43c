"""Status: the table of the design, against a second opinion and through what people do."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from critiques.status import Said, Word, status_of
from critiques.words import HOLDING, LAPSED, UNRESOLVED, Stance, Status
from tests.examples import examples
from tests.rules.critiques.status_model import Event, Story, status

WHOLE, PART = 7, 8
USERS = {"bob": 1, "carol": 2}
SAYINGS = ("hold", "reaffirm", "satisfied", "withdraw")
POSITIONS = tuple(Stance.values)
START = datetime(2026, 1, 1, 9, tzinfo=UTC)
AT = [START + timedelta(minutes=n) for n in range(20)]
ALPHABET = [Event(who, what) for who in USERS for what in SAYINGS] + [
    Event("", what) for what in POSITIONS
]


def ours(story: Story, *, merged: bool = False, struck: bool = False) -> Status:
    """Ask the site's own function, a minute from one event to the next."""
    at = AT[: len(story)]
    gone = {event.who for event in story if event.what == "leaves"}
    return status_of(
        objection=WHOLE,
        merged=merged,
        struck=struck,
        said=[
            Said(
                USERS[e.who],
                LAPSED if e.who in gone and e.what in HOLDING else e.what,
                t,
                of=PART if e.of_part else WHOLE,
            )
            for e, t in zip(story, at, strict=True)
            if e.who and e.what != "leaves"
        ],
        words=[Word(e.what, t) for e, t in zip(story, at, strict=True) if not e.who],
    )


TABLE = [
    ("bob holds", "open"),
    ("bob holds, answered", "answered"),
    ("bob holds, conceded_in_part", "answered"),
    ("bob holds, declined", "declined"),
    ("bob holds, conceded", "conceded"),
    ("bob holds, conceded, bob reaffirms", "contested"),
    ("bob holds, conceded, bob reaffirms, conceded", "conceded"),
    ("bob holds, carol holds, conceded, bob reaffirms, bob withdraws", "conceded"),
    ("bob holds, conceded, bob satisfied", "conceded"),
    ("bob holds, conceded, bob withdraws", "conceded"),
    ("bob holds, answered, bob reaffirms", "contested"),
    ("bob holds, answered, bob reaffirms, answered", "contested"),
    ("bob holds, answered, bob reaffirms, declined", "contested"),
    ("bob holds, answered, bob reaffirms, conceded", "conceded"),
    ("bob holds, answered, bob reaffirms, bob satisfied", "settled"),
    ("bob holds, carol holds, answered, bob reaffirms, bob satisfied", "answered"),
    ("bob holds, carol holds, answered, bob reaffirms, carol satisfied", "contested"),
    ("bob holds, answered, carol holds", "contested"),
    ("bob holds, bob withdraws", "withdrawn"),
    ("bob holds, carol holds, bob withdraws", "open"),
    ("bob holds, carol holds, bob withdraws, carol satisfied", "settled"),
    ("bob holds, bob satisfied", "settled"),
    ("bob holds, answered, bob withdraws", "withdrawn"),
    ("bob holds, declined, bob withdraws", "withdrawn"),
    ("bob holds, conceded, answered", "answered"),
    ("bob holds, conceded, bob reaffirms, bob satisfied, bob holds", "contested"),
    ("bob holds, bob leaves", "open"),
    ("bob holds, bob withdraws, bob leaves", "withdrawn"),
    ("bob holds, bob satisfied, bob leaves", "settled"),
    ("bob holds, answered, bob satisfied, bob holds, bob leaves", "answered"),
    ("bob holds, answered, bob reaffirms, bob leaves", "answered"),
    ("bob holds, conceded, bob reaffirms, bob leaves", "conceded"),
    ("bob holds, carol holds, carol satisfied, carol leaves", "open"),
    ("bob holds, carol holds, carol satisfied, carol leaves, bob leaves", "settled"),
    ("bob holds, carol holds, carol withdraws, bob leaves", "withdrawn"),
    ("bob holds, answered, carol holds a part", "answered"),
    ("bob holds, answered, bob satisfied, carol holds a part", "answered"),
    ("bob holds, answered, bob satisfied, bob holds a part", "answered"),
    ("bob holds, conceded, carol holds a part", "conceded"),
    ("bob holds, declined, carol holds a part", "declined"),
    ("bob holds, answered, bob reaffirms, bob holds a part", "contested"),
    ("bob holds, answered, carol holds a part, carol reaffirms a part", "contested"),
]
WORDS = {"holds": "hold", "reaffirms": "reaffirm", "withdraws": "withdraw"}
OF_PART = " a part"


def told(story: str) -> Story:
    """Read “bob holds, answered” as events."""
    read = []
    for event in story.split(", "):
        who, _, what = event.removesuffix(OF_PART).rpartition(" ")
        read.append(Event(who, WORDS.get(what, what), of_part=event.endswith(OF_PART)))
    return read


@pytest.mark.parametrize(("story", "expected"), TABLE)
def test_table(story: str, expected: str) -> None:
    assert status(told(story)) == expected
    assert ours(told(story)) == expected
    assert ours(told(story), struck=True) == "struck"
    assert ours(told(story), struck=True, merged=True) == "merged"


@pytest.mark.parametrize("length", range(examples(5, 6)))
def test_every_short_story(length: int) -> None:
    """Two holders and the author, in all orders: 12 to the power of `length` stories."""
    differing = []
    for story in product(ALPHABET, repeat=length):
        if length == 5 and not _first_of_its_kind(story):
            continue
        if ours(list(story)) != status(list(story)):
            differing.append((story, ours(list(story)), status(list(story))))
    assert differing[:5] == []


@pytest.mark.parametrize("length", range(examples(4, 5)))
def test_leaving_opens_nothing_again(length: int) -> None:
    """After every such story Bob leaves, who may have said all of it of a part."""
    for said in product(ALPHABET, repeat=length):
        for of_part in (False, True):
            story = [each._replace(of_part=of_part and each.who == "bob") for each in said]
            before, after = status(story), status([*story, Event("bob", "leaves")])
            assert ours(story) == before, story
            assert ours([*story, Event("bob", "leaves")]) == after, story
            assert before in UNRESOLVED or after not in UNRESOLVED, story
            assert after != Status.CONTESTED or before == Status.CONTESTED, story


def _first_of_its_kind(story: tuple[Event, ...]) -> bool:
    """Whether Bob speaks first: the same story with the names exchanged says nothing new."""
    return next((event.who for event in story if event.who), "bob") == "bob"
