"""Lettered points in prose: which passages of a reply are its points a), b), c) …"""

from bisect import bisect_right
from dataclasses import dataclass

from forum.markup.markers import Marker, find_markers


@dataclass(frozen=True)
class Point:
    """A lettered passage: `text` is `source[start:end]`, in code points of the stored source.

    It starts at its marker (after indent and list sign) and ends before the white space, list
    sign or footnote definitions that stand in front of the next point or at the end.
    """

    label: str
    start: int
    end: int
    text: str


def find_points(source: str) -> list[Point]:
    """The points of a text with LF line ends, in order; an empty list where there are none.

    A run starts at a and each next marker is the successor letter; a new `a` starts another run,
    labelled `a2`, `b2` … Takes time in proportion to the length of the text; raises nothing.
    """
    found = find_markers(source)
    kept = _in_runs(found.markers)
    points = []
    for at, (label, marker) in enumerate(kept):
        limit = kept[at + 1][1].line_start if at + 1 < len(kept) else len(source)
        end = _end(source, marker.start, limit, found.content_ends)
        points.append(Point(label, marker.start, end, source[marker.start : end]))
    return points


def _end(source: str, start: int, limit: int, content_ends: list[int]) -> int:
    """The end of the last line of the passage that is neither blank nor in a footnote."""
    before = bisect_right(content_ends, limit) - 1
    return max(start, content_ends[before])


def _in_runs(markers: list[Marker]) -> list[tuple[str, Marker]]:
    starts_run = _starts_of_runs(markers)
    kept: list[tuple[str, Marker]] = []
    run, last = 0, ""
    for marker, starts in zip(markers, starts_run, strict=True):
        if starts:
            run += 1
        elif not last or ord(marker.letter) != ord(last) + 1:
            continue
        last = marker.letter
        kept.append((last if run == 1 else f"{last}{run}", marker))
    return kept


def _starts_of_runs(markers: list[Marker]) -> list[bool]:
    """Whether each marker starts a run: an a.

    One that a b must follow, if it is `a.` or has another b on its own line: several on one line
    are prose.
    """
    starts = []
    following = ""
    for marker in reversed(markers):
        alone = not (marker.dotted or marker.several)
        starts.append(marker.letter == "a" and (alone or following == "b"))
        if marker.letter in "ab":
            following = marker.letter
    return starts[::-1]
