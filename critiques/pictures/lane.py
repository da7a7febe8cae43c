"""What happened to each objection over time: raised, answered, conceded, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from critiques.pictures.places import WIDTH, apart
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import spelt, spelt_objections
from web.dates import day

LEFT, RIGHT, TOP, ROW = 44, 350, 42, 25
GAP = 13
MOST_MARKS = 18
TICKS = 4
ROUND_NAME = 52


class Moment(NamedTuple):
    """Something that happened: its sign, and the status whose colour it has."""

    at: datetime
    shape: str
    status: str


class LaneMark(NamedTuple):
    """A sign on a lane."""

    x: float
    shape: str
    status: str


class Lane(NamedTuple):
    """One objection's line."""

    o: ObjectionCard
    y: float
    start: float
    end: float
    marks: list[LaneMark]


class Tick(NamedTuple):
    """A date below the lanes, or the beginning of a round above them."""

    x: float
    text: str
    anchor: str = "mid"


@dataclass(frozen=True)
class Lanes:
    """The picture."""

    height: float
    bottom: float
    lanes: list[Lane]
    ticks: list[Tick]
    rounds: list[Tick]
    described: str


def lanes_of(
    stories: Sequence[tuple[ObjectionCard, list[Moment]]],
    rounds: Sequence[tuple[int, datetime]],
) -> Lanes:
    """Return the lanes of objections with what happened to them, oldest first.

    Marks that would cover one another stand side by side, in order; a lane shows its first mark
    and its last seventeen. `rounds` are the numbers and beginnings of the later rounds.
    """
    times = [moment.at for _, moments in stories for moment in moments]
    first, last = min(times), max(times)
    span = max(last - first, timedelta(hours=1))

    def place(at: datetime) -> float:
        return round(LEFT + (RIGHT - LEFT) * ((at - first) / span), 1)

    bottom = TOP + ROW * len(stories)
    opened = [(number, at) for number, at in rounds if first <= at <= first + span]
    return Lanes(
        height=bottom + 26,
        bottom=bottom - 6,
        lanes=[
            _lane(card, moments, TOP + ROW * n, place) for n, (card, moments) in enumerate(stories)
        ],
        ticks=_ticks(first, span, place),
        rounds=_rounds([(number, place(at)) for number, at in opened]),
        described=_described(stories, first, last),
    )


def _lane(card: ObjectionCard, moments: list[Moment], y: float, place) -> Lane:
    shown = moments[:1] + moments[max(1, len(moments) - MOST_MARKS + 1) :]
    places = apart([place(each.at) for each in shown], gap=GAP, low=LEFT, high=RIGHT)
    return Lane(
        o=card,
        y=y,
        start=places[0],
        end=RIGHT if card.unresolved else places[-1],
        marks=[LaneMark(x, m.shape, m.status) for x, m in zip(places, shown, strict=True)],
    )


def _ticks(first: datetime, span: timedelta, place) -> list[Tick]:
    """Return five dates, evenly; in hours, days, months or years, as the time is long."""
    found: list[Tick] = []
    for n in range(TICKS + 1):
        at = first + span * n / TICKS
        local = timezone.localtime(at)
        if span < timedelta(days=2):
            text = f"{local:%H:%M}"
        elif span < timedelta(days=300):
            text = date_format(local, pgettext("a format of days", "j M"))
        elif span < timedelta(days=1500):
            text = date_format(local, pgettext("a format of months", "M Y"))
        else:
            text = f"{local.year}"
        anchor = "start" if n == 0 else "end" if n == TICKS else "mid"
        if not found or found[-1].text != text:
            found.append(Tick(place(at), text, anchor))
    return found


def _rounds(opened: list[tuple[int, float]]) -> list[Tick]:
    """Name a round where its name has room; its line stands in any case."""
    ticks = []
    for n, (number, x) in enumerate(opened):
        following = opened[n + 1][1] if n + 1 < len(opened) else WIDTH
        room = following - x
        name = (
            gettext("Round %(number)d") % {"number": number}
            if room >= ROUND_NAME
            else str(number)
            if room >= GAP
            else ""
        )
        ticks.append(Tick(x, name, "start"))
    return ticks


def _described(
    stories: Sequence[tuple[ObjectionCard, list[Moment]]], first: datetime, last: datetime
) -> str:
    count, open_ = len(stories), sum(card.unresolved for card, _ in stories)
    said = (
        gettext("%(objections)s on %(first)s; %(open)s unresolved.")
        if day(first) == day(last)
        else gettext("%(objections)s from %(first)s to %(last)s; %(open)s unresolved.")
    )
    return said % {
        "objections": spelt_objections(count),
        "first": day(first),
        "last": day(last),
        "open": spelt(open_),
    }
