"""Which moves of a long exchange are shown, which folded where they stand, and which elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from critiques.record.exchange.moves import ToldMove
from critiques.words import ANSWERS, Event

SHOWN = 5
FOLDED = 20


class MoveRun(NamedTuple):
    """Moves one after the other that are shown, or folded, or read at `url` if it has one."""

    folded: bool
    moves: list[ToldMove]
    url: str = ""


def runs_of(moves: Sequence[ToldMove], author: str, url: str) -> list[MoveRun]:
    """Return the moves in their order, five of them shown.

    Those are the first and the latest, then the latest answer of the author's, whose name in
    addresses is `author`, the latest of somebody else, what a holder said last of them, and then
    the latest of all. Of more than twenty-five the others are read at `url` alone.
    """
    first: list[int] = []
    for place in _by_weight(moves, author):
        if place not in first:
            first.append(place)
    open_ = set(first[:SHOWN])
    elsewhere = url if len(moves) > SHOWN + FOLDED else ""
    found = groupby(range(len(moves)), key=lambda place: place not in open_)
    return [
        MoveRun(folded, [moves[place] for place in places], elsewhere if folded else "")
        for folded, places in found
    ]


def _by_weight(moves: Sequence[ToldMove], author: str) -> Iterator[int]:
    latest = range(len(moves) - 1, -1, -1)
    if moves:
        yield 0
        yield len(moves) - 1
    answers = [
        place for place in latest if moves[place].act in ANSWERS and not moves[place].of_part
    ]
    yield from [place for place in answers if moves[place].by == author][:1]
    yield from [place for place in answers if moves[place].by != author][:1]
    yield from [place for place in latest if moves[place].act in Event.values][:1]
    yield from latest
