"""The table, and what is held against it."""

from collections.abc import Iterator
from typing import Any

from benchmark.results import Results

HEAD = ("", "CPU ms", "× floor", "floor", "p50 ms", "queries", "rows", "most", "kB", "B/reply")
WIDTHS = (32, 8, 8, 7, 8, 8, 6, 6, 8, 8)
WORST = "Worst text"
# What is aimed at: so many times the floor's processor time, of these lines where they are there.
TIMES_FLOOR = {
    "Thread of 100: signed in": 25,
    "Thread of 100: next visitor": 10,
    "Thread of 100: first visitor": 70,
    "Thread of 100: not changed": 5,
    "Summary of 300 replies: visitor": 25,
    "Summary of 300 replies: made anew": 120,
    "Objection: visitor": 20,
    "Objection: signed in": 20,
    "Index of 50 posts: visitor": 25,
    "Index of 50 posts: signed in": 30,
    "Search of 100,000 replies: a rarer word": 25,
    "Search of 100,000 replies: a common word": 25,
    "Posting into 100": 90,
    "Posting into 10,000": 120,
}
# And at most so much of something else.
MOST = {
    ("Thread of 100: first visitor", "markup_per_reply"): 3_000,
    ("Thread of 1,000: signed in", "size"): 350_000,
    ("Thread of 100: not changed", "queries"): 1,
    ("Posting into 100", "queries"): 13,
    ("Posting into 10,000", "queries"): 13,
}
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
    """Return what was aimed at, and that no text within the limits takes a second to render.

    For the first visitor after a change the page is made anew; the next get it from the cache.
    """
    lines = {line.what: line for line in results.lines}
    worst = next(what for what in lines if what.startswith(WORST))
    aims = {(what, "times_floor"): most for what, most in TIMES_FLOOR.items()} | MOST
    aims[worst, "cpu"] = WORST_CPU
    return [
        {
            "what": what,
            "measure": name,
            "is": getattr(lines[what], name),
            "at_most": aim,
            "met": getattr(lines[what], name) <= aim,
        }
        for (what, name), aim in aims.items()
        if what in lines
    ]


def target_lines(results: Results) -> Iterator[str]:
    """Yield the targets in words."""
    words = {
        "times_floor": "times the floor’s CPU",
        "markup_per_reply": "bytes of markup per reply",
        "cpu": "ms of CPU",
        "queries": "queries",
        "size": "bytes",
    }
    for aim in targets(results):
        met = "met" if aim["met"] else "MISSED"
        yield f"{aim['what']}: {aim['is']} {words[aim['measure']]}, at most {aim['at_most']}: {met}"


def _row(cells: tuple[Any, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return f"{first[0]:<{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)
