"""The parts of a summary: what is unresolved, what is resolved, and questions, each in order."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from critiques.pages.rows import Row
from critiques.record.cards import ObjectionCard
from critiques.record.similar import alike_together
from critiques.words import Kind


class Part(NamedTuple):
    """Rows of one kind: those on this page, and how many there are on all."""

    rows: list[Row]
    total: int


def _place(card: ObjectionCard) -> str:
    if card.kind == Kind.QUESTION:
        return "questions"
    return "unresolved" if card.unresolved else "resolved"


def in_order(
    cards: Iterable[ObjectionCard], similar: Mapping[int, set[int]]
) -> list[ObjectionCard]:
    """Return the unresolved, the resolved, then questions; what is similar stands together."""
    ranked = sorted(cards, key=lambda each: each.rank)
    return [
        each
        for place in ("unresolved", "resolved", "questions")
        for each in alike_together([c for c in ranked if _place(c) == place], similar)
    ]


def part_of(rows: list[Row], fits: list[ObjectionCard], place: str) -> Part:
    """Return the part “unresolved”, “resolved” or “questions” of a page, `fits` being on all."""
    return Part(
        [row for row in rows if _place(row.o) == place],
        sum(_place(each) == place for each in fits),
    )
