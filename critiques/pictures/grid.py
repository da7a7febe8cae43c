"""Who did what to which objection: people by letters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import ngettext, pgettext_lazy

from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names, spelt
from critiques.terms import TOLD_OF
from critiques.words import Event
from forum.text import excerpt

MOST_PEOPLE = 30
COLUMNS = 8
LEFT, TOP, STEP, ROW = 112, 48, 32, 26
NAME = 14
# The sign of what somebody did last, the status whose colour it has, and the words for it.
SIGNS = {
    "raised": ("raise", "", pgettext_lazy("what a sign means", "raised it")),
    Event.HOLD: ("share", "", pgettext_lazy("what a sign means", "shares it")),
    Event.REAFFIRM: ("still", "", pgettext_lazy("what a sign means", "still stands")),
    Event.SATISFIED: ("satisfied", "settled", pgettext_lazy("what a sign means", "satisfied")),
    Event.WITHDRAW: ("withdrawn", "withdrawn", pgettext_lazy("what a sign means", "took it back")),
    "answer": ("answers", "", pgettext_lazy("what a sign means", "answers")),
    **{stance: (words.drawn, words.status, words.says) for stance, words in TOLD_OF.items()},
}


class GridPerson(NamedTuple):
    """Somebody in the grid; the essay's author stands last."""

    name: str
    is_author: bool


class Cell(NamedTuple):
    """One sign."""

    x: float
    y: float
    shape: str
    status: str


class Column(NamedTuple):
    """A letter above its line."""

    o: ObjectionCard
    x: float


class GridLine(NamedTuple):
    """A person beside their line."""

    name: str
    y: float
    is_author: bool


class Sheet(NamedTuple):
    """One drawing: up to eight objections, and who did something to them."""

    height: float
    columns: list[Column]
    lines: list[GridLine]
    cells: list[Cell]
    described: str


@dataclass(frozen=True)
class Grid:
    """The picture on as many sheets as it takes; `more` people did something and are not in it."""

    sheets: list[Sheet]
    more: int
    legend: list[tuple[str, str, str]]


def grid_of(
    cards: Sequence[ObjectionCard],
    deeds: Mapping[int, Mapping[int, str]],
    people: Mapping[int, GridPerson],
) -> Grid:
    """Return the grid; `deeds` has, by objection and person, what each did last (a key of SIGNS).

    At most thirty people are drawn: those who did something to most objections.
    """
    busy = Counter(user for card in cards for user in deeds.get(card.pk, {}))
    ranked = sorted(busy, key=lambda user: (-busy[user], people[user].name.casefold(), user))
    chosen = sorted(ranked[:MOST_PEOPLE], key=lambda user: people[user].is_author)
    sheets = [
        _sheet(cards[n : n + COLUMNS], deeds, chosen, people) for n in range(0, len(cards), COLUMNS)
    ]
    used = {deeds[card.pk][user] for card in cards for user in deeds.get(card.pk, {})}
    return Grid(
        sheets=sheets,
        more=len(busy) - len(chosen),
        legend=list(
            dict.fromkeys(
                (shape, status, str(words))
                for each, (shape, status, words) in SIGNS.items()
                if each in used
            )
        ),
    )


def _sheet(
    cards: Sequence[ObjectionCard],
    deeds: Mapping[int, Mapping[int, str]],
    chosen: Sequence[int],
    people: Mapping[int, GridPerson],
) -> Sheet:
    present = [u for u in chosen if any(u in deeds.get(card.pk, {}) for card in cards)]
    columns = [Column(card, LEFT + STEP * n) for n, card in enumerate(cards)]
    lines = [
        GridLine(excerpt(people[user].name, NAME), TOP + ROW * n, people[user].is_author)
        for n, user in enumerate(present)
    ]
    cells = [
        Cell(column.x, line.y, *SIGNS[deeds[column.o.pk][user]][:2])
        for user, line in zip(present, lines, strict=True)
        for column in columns
        if user in deeds.get(column.o.pk, {})
    ]
    addresses = names([card.address for card in cards])
    described = ngettext(
        "%(Count)s person by objections %(objections)s.",
        "%(Count)s people by objections %(objections)s.",
        len(present),
    )
    return Sheet(
        height=TOP + ROW * max(len(lines), 1),
        columns=columns,
        lines=lines,
        cells=cells,
        described=described % {"Count": spelt(len(present)).capitalize(), "objections": addresses},
    )
