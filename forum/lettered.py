"""Lettered points in prose: which passages of a reply are its points a), b), c) …"""

from bisect import bisect_right
from collections.abc import Iterable
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


def find_points(source: str, among: str = "") -> list[Point]:
    """The points of a text with LF line ends, in order; an empty list where there are none.

    A run starts at a and each next marker is the successor letter; a new `a` starts another run,
    labelled `a2`, `b2` … Beneath a reply that has points, `among` are their letters: there the
    first run may start at any of these, and each run may go on with any later one. Takes time in
    proportion to the length of the text; raises nothing.
    """
    found = find_markers(source)
    kept = _in_runs(found.markers, among)
    points = []
    for at, (label, marker) in enumerate(kept):
        limit = kept[at + 1][1].line_start if at + 1 < len(kept) else len(source)
        end = _end(source, marker.start, limit, found.content_ends)
        points.append(Point(label, marker.start, end, source[marker.start : end]))
    return points


def letters_of(labels: Iterable[str]) -> str:
    """The letters of the first run of a text’s points: what is written beneath it answers these."""
    return "".join(label for label in labels if len(label) == 1)


def _end(source: str, start: int, limit: int, content_ends: list[int]) -> int:
    """The end of the last line of the passage that is neither blank nor in a footnote."""
    before = bisect_right(content_ends, limit) - 1
    return max(start, content_ends[before])


def _in_runs(markers: list[Marker], among: str) -> list[tuple[str, Marker]]:
    kept: list[tuple[str, Marker]] = []
    run = 0
    for marker, starts, opens in zip(markers, *_starts_of_runs(markers, among), strict=True):
        if starts if kept else opens:
            run += 1
        elif not kept or not _follows(kept[-1][1], marker, among):
            continue
        kept.append((marker.letter if run == 1 else f"{marker.letter}{run}", marker))
    return kept


def _starts_of_runs(markers: list[Marker], among: str) -> tuple[list[bool], list[bool]]:
    """Whether each marker starts a run after another, and whether it may start the first.

    An a does, and as the first any that is `among`. One that the run must go on after, if it is
    `a.` or has another on its own line: several on one line are prose.
    """
    starts, opens = [], []
    # By letter and whether dotted: what stands between a marker and the next a.
    ahead: dict[tuple[str, bool], Marker] = {}
    for marker in reversed(markers):
        is_a = marker.letter == "a"
        starts.append(is_a and _holds(marker, ahead, ""))
        opens.append((is_a or marker.letter in among) and _holds(marker, ahead, among))
        if is_a:
            ahead = {}
        ahead[marker.letter, marker.dotted] = marker
    return starts[::-1], opens[::-1]


def _holds(marker: Marker, ahead: dict[tuple[str, bool], Marker], among: str) -> bool:
    several = any(_succeeds(marker.letter, letter, among) for letter in marker.beside)
    if not (marker.dotted or several):
        return True
    return any(_follows(marker, each, among) for each in ahead.values())


def _follows(before: Marker, marker: Marker, among: str) -> bool:
    """Whether a marker goes on with the run; only a run of `a.` skips letters with one of these."""
    skips = among if before.dotted or not marker.dotted else ""
    return _succeeds(before.letter, marker.letter, skips)


def _succeeds(before: str, letter: str, among: str) -> bool:
    return ord(letter) == ord(before) + 1 or (letter > before and letter in among)
