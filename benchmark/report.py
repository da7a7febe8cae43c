"""The table, and what is held against it."""

from collections.abc import Iterator
from typing import Any

from benchmark.results import Results

HEAD = ("", "CPU ms", "× floor", "floor", "p50 ms", "queries", "rows", "most", "kB", "B/reply")
WIDTHS = (32, 8, 8, 7, 8, 8, 6, 6, 8, 8)
TIMES_FLOOR = 40
MARKUP_PER_REPLY = 3_000
JUDGED = "Thread of 100"
WORST = "Worst text"
WORST_CPU = 1_000


def table(results: Results) -> Iterator[str]:
    """Yield the lines of the table of one database."""
    yield results.database
    yield _row(HEAD)
    for line in results.lines:
        yield _row(
            (
                line.what,
                f"{line.cpu:.1f}",
                f"{line.times_floor:.0f}",
                f"{line.floor_cpu:.2f}",
                f"{line.wall:.1f}",
                line.queries,
                line.rows_written,
                line.most_rows_written,
                f"{line.size / 1000:.1f}",
                line.markup_per_reply if line.replies_shown else "",
            )
        )


def targets(results: Results) -> list[dict[str, Any]]:
    """Return what was aimed at: how a page of 100 nested replies with objections should be.

    And that no text within the limits takes a second to render.

    For the first visitor after a change the page is made anew; the next get it from the cache.
    """
    lines = {line.what: line for line in results.lines}
    first, following = (f"{JUDGED}: {who} visitor" for who in ("first", "next"))
    worst = next(what for what in lines if what.startswith(WORST))
    aims = [
        (following, "times_floor", TIMES_FLOOR),
        (first, "times_floor", TIMES_FLOOR),
        (first, "markup_per_reply", MARKUP_PER_REPLY),
        (worst, "cpu", WORST_CPU),
    ]
    return [
        {
            "what": what,
            "measure": name,
            "is": getattr(lines[what], name),
            "at_most": aim,
            "met": getattr(lines[what], name) <= aim,
        }
        for what, name, aim in aims
    ]


def target_lines(results: Results) -> Iterator[str]:
    """Yield the targets in words."""
    words = {
        "times_floor": "times the floor’s CPU",
        "markup_per_reply": "bytes of markup per reply",
        "cpu": "ms of CPU",
    }
    for aim in targets(results):
        met = "met" if aim["met"] else "MISSED"
        yield f"{aim['what']}: {aim['is']} {words[aim['measure']]}, at most {aim['at_most']}: {met}"


def _row(cells: tuple[Any, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)
