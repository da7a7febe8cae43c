"""Passages of a rendered text, marked in its HTML."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from forum.markup.outline import Places, outline


class MarkedPassage(NamedTuple):
    """The words that stand at `start` of a text's plain text, in code points.

    `attributes` (of its marks) and `note` (put once, where it ends; or none) are trusted HTML.
    Where passages overlap, a `quiet` one is not seen.
    """

    start: int
    words: str
    id: str
    attributes: str
    note: str
    quiet: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def mark(html: str, passages: Iterable[MarkedPassage]) -> str:
    """HTML that `finish` has written, with each passage in `<mark>`s and its note behind.

    A mark holds text alone, so a passage that runs over tags has several; the first has its id.
    Where passages overlap, the one that began last is marked; those with a note before others, and
    quiet ones after those. One whose words do not stand where it says is left out, or that begins
    or ends with a space.
    """
    asked = [each for each in passages if each.words and each.words == each.words.strip()]
    if not asked:
        return html
    words, runs = outline(html)
    there = [each for each in asked if words.startswith(each.words, each.start)]
    places = [Places(html, run) for run in runs]
    edits = [*_notes(places, there), *_marks(places, list(_stretches(there)))]
    pieces, done = [], 0
    for at, _, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [html[done:at], text]
        done = at
    return "".join([*pieces, html[done:]])


# What is put at one place, in this order.
_CLOSE, _NOTE, _OPEN = range(3)
_Edit = tuple[int, int, str]


class _Stretch(NamedTuple):
    """Words within which no passage begins or ends: how they are marked, and what begins there."""

    start: int
    end: int
    top: MarkedPassage
    begun: list[MarkedPassage]


def _stretches(passages: Sequence[MarkedPassage]) -> Iterator[_Stretch]:
    edges = sorted({edge for each in passages for edge in (each.start, each.end)})
    waiting = sorted(passages, key=lambda each: each.start, reverse=True)
    going: list[tuple[bool, bool, int, int, int, MarkedPassage]] = []
    for start, end in pairwise(edges):
        begun = []
        while waiting and waiting[-1].start == start:
            begun.append(waiting.pop())
            each = begun[-1]
            heappush(going, (not each.note, each.quiet, -start, each.end, len(waiting), each))
        while going and going[0][3] <= start:
            heappop(going)
        if going:
            yield _Stretch(start, end, going[0][5], begun)


def _marks(runs: list[Places], stretches: list[_Stretch]) -> Iterator[_Edit]:
    first, named = 0, -1
    for places in runs:
        run = places.run
        while first < len(stretches) and stretches[first].end <= run.at:
            first += 1
        for number in range(first, len(stretches)):
            start, end, top, begun = stretches[number]
            if start >= run.end_at:
                break
            outer = [each for each in begun if each is not top] if number > named else []
            name = f' id="{top.id}"' if number > named and top in begun else ""
            named = max(named, number)
            # The white space around a run belongs to a passage that goes on beyond it.
            begins = run.start if top.start < run.at >= start else places.of(max(start, run.at))
            ends = run.end if end > run.end_at else places.of(min(end, run.end_at))
            opening = "".join(f'<mark id="{each.id}"{each.attributes}>' for each in outer)
            yield begins, _OPEN, f"{opening}<mark{name}{top.attributes}>"
            yield ends, _CLOSE, "</mark>" * (len(outer) + 1)


def _notes(runs: list[Places], passages: Sequence[MarkedPassage]) -> Iterator[_Edit]:
    ends = [places.run.end_at for places in runs]
    for each in passages:
        places = runs[bisect_left(ends, each.end)]
        behind = places.run.behind
        at = places.of(min(each.end, places.run.end_at)) if behind is None else behind
        yield at, _NOTE, each.note
