"""Turning the pages of the queue, while what is decided leaves it and other things come."""

from bisect import bisect_left, bisect_right
from datetime import datetime
from math import ceil

from django.http import Http404

from staff.queue.groups import group_of
from staff.queue.keys import MOST_CHOSEN
from staff.queue.rows import QueueRow
from web.addresses import whole_number
from web.orders import MICROSECOND, moment_of, number_of
from web.pagination import Asked, Turned

SHOWN = MOST_CHOSEN
RowRank = tuple[bool, int, datetime]
# Where a row stands: with the most urgent of its group, then by itself.
RowPlace = tuple[RowRank, RowRank]


def turned(chosen: list[QueueRow], by: str, asked: Asked) -> Turned[QueueRow]:
    """Return a page of what was `chosen`, which is `grouped` by `by`.

    A number too far is the last page; after what is the last by now comes an empty one with a way
    back. Raises Http404 for a place that is none.
    """
    places = _places(chosen, by)
    names = [row.name for row in chosen]
    start = (min(asked.page, max(ceil(len(chosen) / SHOWN), 1)) - 1) * SHOWN
    end = start + SHOWN
    if asked.after:
        place, name = _read(asked.after)
        start = names.index(name) + 1 if name in names else bisect_right(places, place)
        end = start + SHOWN
    elif asked.before:
        place, name = _read(asked.before)
        end = names.index(name) if name in names else bisect_left(places, place)
        end = end or SHOWN
        start = max(end - SHOWN, 0)
    rows = chosen[start:end]
    if asked.after and not rows:
        (first, (late, few, since)), _ = _read(asked.after)
        behind = first, (late, few, since + MICROSECOND)
        return Turned([], f"before={_written(behind, '')}", "")
    written = [_written(*each) for each in zip(places[start:end], names[start:end], strict=True)]
    return Turned(
        rows,
        f"before={written[0]}" if rows and start else "",
        f"after={written[-1]}" if rows and end < len(chosen) else "",
    )


def _places(chosen: list[QueueRow], by: str) -> list[RowPlace]:
    first: dict[int | None, RowRank] = {}
    for row in chosen:
        first.setdefault(group_of(row, by), row.rank)
    return [(first[group_of(row, by)] if by else row.rank, row.rank) for row in chosen]


def _written(place: RowPlace, name: str) -> str:
    ranks = (f"{int(late)}-{-few}-{number_of(since)}" for late, few, since in place)
    return f"{'-'.join(ranks)}-{name}"


def _read(text: str) -> tuple[RowPlace, str]:
    *numbers, name = text.split("-", 6)
    found = [number for each in numbers if (number := whole_number(each)) is not None]
    if len(found) != 6:
        raise Http404("There is no such page.")
    first, own = (
        (bool(late), -many, moment_of(since)) for late, many, since in (found[:3], found[3:])
    )
    return (first, own), name
