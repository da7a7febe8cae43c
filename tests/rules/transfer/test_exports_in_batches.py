"""What was said of objections is in memory for a hundred of them at a time, whoever writes it."""

import gc

import pytest

from critiques.groups import Forest
from critiques.models import HolderEvent, Objection, Position, Tag
from critiques.people import Holding
from critiques.record.sayings.quotes import Quote
from critiques.record.sayings.records import records_of
from critiques.record.sayings.sayings import PositionWords, Record, Saying, record_of
from forum.models import Post, Reply
from tests.worlds.big_post import big_post
from tests.worlds.crowded import Crowded
from transfer.documents import reading
from transfer.documents.critique import Critique
from transfer.documents.formats import FORMATS, Format

pytestmark = pytest.mark.django_db

# As it is read, and as it is quoted.
SAID = {Holding, HolderEvent, Objection, Position, PositionWords, Quote, Reply, Saying, Tag}
# The discussion file is all that there is to tell of each reply: its rows stay.
BATCHED = [each for each in FORMATS if each.name not in ("json", "jsonld")]
# Annotations tell of passages alone.
[WITHOUT] = [each for each in FORMATS if each.name == "jsonld"]


def alive() -> int:
    return sum(type(each) in SAID for each in gc.get_objects())


def most_alive(out: Format, post: Post) -> int:
    """Return how much of what was said is in memory at most while a file is written."""
    gc.collect()
    # What is there already is looked at no more.
    gc.freeze()
    try:
        return max(alive() for n, _ in enumerate(out.write(post.pk, "")) if n % 10 == 0)
    finally:
        gc.unfreeze()


def test_security_45_memory_does_not_grow_with_what_was_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told with batches of a fifth, and essays with as much less."""
    monkeypatch.setattr(reading, "BATCH", 20)
    small, large = big_post(40, 80), big_post(120, 240)
    for out in BATCHED:
        assert 100 <= most_alive(out, large) < 1.5 * most_alive(out, small), out.name
    assert most_alive(WITHOUT, large) == 0


def told(record: Record) -> list[tuple]:
    """Return what is told of who speaks for an objection."""
    return [
        (each.user, each.state, each.since, each.is_main, each.would_satisfy)
        for each in record.holders
    ]


@pytest.mark.parametrize("size", [4, 100])
def test_parts_of_parts_speak_as_if_all_were_read_at_once(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Crowded(30).post
    critique, forest = Critique.load(post.pk, ""), Forest.of_posts([post.pk])
    records = records_of(critique.post, None)
    monkeypatch.setattr(reading, "BATCH", size)
    found = list(reading.entries(critique, critique.numbered))
    for entry, card in zip(found, critique.numbered, strict=True):
        assert entry.card == card
        record = record_of(forest.group(entry.card.pk), records)
        assert told(entry.record) == told(record)
        if entry.card.unresolved:
            assert entry.record == record, "with what is said of why it still stands"
