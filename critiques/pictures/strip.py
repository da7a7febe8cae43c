"""The essay as a bar, with the letters of objections at the passages they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from critiques.pictures.places import apart, status_in_short
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import spelt

TOP = 10
SHORTEST = 320
LINE = 20
THINNEST = 4
HEADING_GAP = 22


class StripPassage(NamedTuple):
    """Words of the essay that an objection is about; `start` in code points of its plain text."""

    o: ObjectionCard
    start: int
    words: str


class StripMark(NamedTuple):
    """A passage on the bar: its band, the line that leads to its letter, and the letter."""

    o: ObjectionCard
    y: float
    height: float
    lead: str
    label_y: float
    status: str


class Heading(NamedTuple):
    """A heading of the essay beside the bar."""

    y: float
    text: str


@dataclass(frozen=True)
class Strip:
    """The picture; `lost` are about words that are no longer there, `none` are about no passage."""

    height: float
    bar: float
    marks: list[StripMark]
    headings: list[Heading]
    lost: list[ObjectionCard]
    none: list[ObjectionCard]
    described: str


def strip_of(
    passages: Sequence[StripPassage],
    *,
    length: int,
    headings: Sequence[tuple[int, str]],
    lost: list[ObjectionCard],
    none: list[ObjectionCard],
) -> Strip:
    """Return the strip of an essay of `length` code points; `headings` are starts and texts."""
    bar = max(SHORTEST, LINE * len(passages))
    scale = bar / max(length, 1)
    ordered = sorted(passages, key=lambda each: (each.start, each.o.number))
    heights = [
        max(THINNEST, min(len(each.words) * scale, bar - each.start * scale)) for each in ordered
    ]
    tops = [TOP + min(each.start * scale, bar - THINNEST) for each in ordered]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    labels = apart(sorted(middles), gap=LINE, low=TOP + 8, high=TOP + bar - 8)
    # By their middles: a long passage may begin before a short one and end after it.
    by_middle = sorted(range(len(ordered)), key=lambda n: middles[n])
    marks = []
    for n, label in zip(by_middle, labels, strict=True):
        each, middle = ordered[n], round(middles[n], 1)
        marks.append(
            StripMark(
                o=each.o,
                y=round(tops[n], 1),
                height=round(heights[n], 1),
                lead=f"M186 {middle}C193 {middle} 193 {label} 200 {label}",
                label_y=label,
                status=status_in_short(each.o),
            )
        )
    return Strip(
        height=bar + 2 * TOP,
        bar=bar,
        marks=marks,
        headings=_headings(headings, scale),
        lost=lost,
        none=none,
        described=_described(ordered, length),
    )


def _headings(found: Sequence[tuple[int, str]], scale: float) -> list[Heading]:
    """Return as many headings as stand clear of each other."""
    kept: list[Heading] = []
    for start, text in found:
        y = round(TOP + start * scale, 1)
        if not kept or y - kept[-1].y >= HEADING_GAP:
            kept.append(Heading(y, text))
    return kept


def _described(passages: Sequence[StripPassage], length: int) -> str:
    count = len(passages)
    if not count:
        return gettext("None of these objections is about a passage that the essay has.")
    told = ngettext(
        "The essay from top to bottom, with %(count)s passage that is objected to.",
        "The essay from top to bottom, with %(count)s passages that are objected to.",
        count,
    ) % {"count": spelt(count)}
    if count == 1:
        return told
    thirds = [0, 0, 0]
    for each in passages:
        thirds[min(2, 3 * each.start // max(length, 1))] += 1
    most = (
        gettext("Most meet its beginning."),
        gettext("Most meet its middle."),
        gettext("Most meet its end."),
    )[thirds.index(max(thirds))]
    return f"{told} {most}"
