"""Status: the table of the design, against a second opinion and through what people do."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from critiques.status import Said, Word, status_of
from critiques.words import Stance, Status
from tests.examples import examples
from tests.rules.critiques.status_model import Event, Story, status

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
    return status_of(
        merged=merged,
        struck=struck,
        said=[Said(USERS[e.who], e.what, t) for e, t in zip(story, at, strict=True) if e.who],
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
]
WORDS = {"holds": "hold", "reaffirms": "reaffirm", "withdraws": "withdraw"}


def told(story: str) -> Story:
    """Read “bob holds, answered” as events."""
    read = []
    for event in story.split(", "):
        who, _, what = event.rpartition(" ")
        read.append(Event(who, WORDS.get(what, what)))
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


def _first_of_its_kind(story: tuple[Event, ...]) -> bool:
    """Whether Bob speaks first: the same story with the names exchanged says nothing new."""
    return next((event.who for event in story if event.who), "bob") == "bob"
