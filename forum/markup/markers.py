"""Where a text has lettered markers: `a)`, `(a)`, `**a)**`, `a.`, `a）` at the start of a line."""

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from forum.markup.boxes import find_boxes, lines_in_html_boxes
from forum.markup.code.fences import find_fences
from forum.markup.code.spans import lines_inside_spans
from forum.markup.layout import ITEM, item_width, starts_table

# What is not seen: marks of direction, and what text pasted from the web has before its letters.
UNSEEN = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
_UNSEEN = f"{UNSEEN}*+"
_GAP = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
# Wide letters leave no gap after a wide bracket, which has one of its own.
_WIDE = (
    "[\u1100-\u11ff\u2e80-\u2fff\u3005-\u3008\u300a\u300c\u300e\u3010\u3014\u3041-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00020000-\U0003ffff]"
)
_AFTER = rf"(?:(?={_GAP})|(?(full)(?={_WIDE})|(?!)))"
_MARKER = re.compile(
    # The first line of a page of a document may have the sign for a new page before it.
    rf"^(?:{_UNSEEN}[ \x0b\x0c]){{0,3}}{_UNSEEN}"
    rf"(?P<item>(?:[-*+]|\d{{1,9}}\.) {{1,4}}{_UNSEEN})?"
    rf"(?P<marker>(?P<bold>\*\*|__)?{_UNSEEN}"
    rf"(?:(?P<open>\\?\(|（)?{_UNSEEN}(?P<letter>[A-Za-zＡ-Ｚａ-ｚ]){_UNSEEN}(?:\\?\)|(?P<full>）))"
    # “a. m.” and “e. g.” are no letters of a list.
    rf"|(?P<dotted>[a-z])\.(?!{_GAP}[a-z]\.(?:[\s,;:]|$))){_UNSEEN}"
    rf"(?(bold)(?:(?P=bold){_UNSEEN}{_AFTER}|{_AFTER}(?=.*\S(?P=bold)))|{_AFTER}))"
)
# More markers on the line of one, by its brackets and its case.
_MORE = {
    (opened, upper): re.compile(
        rf"(?<=[\s,;:.*_、，；。]){before}({letters})(?:\\?\)|）)(?:\*\*|__)?(?:{_GAP}|(?<=）){_WIDE})"
    )
    for opened, before in ((False, ""), (True, r"(?:\\?\(|（)"))
    for upper, letters in ((False, "[a-zａ-ｚ]"), (True, "[A-ZＡ-Ｚ]"))
}
_BARE = re.compile(
    rf"^{_UNSEEN}(?:[(（]?{_UNSEEN}[A-Za-zＡ-Ｚａ-ｚ]{_UNSEEN}(?:\)|(?P<full>）))"
    rf"|[a-z]\.(?!{_GAP}[a-z]\.)){_UNSEEN}(?:{_GAP}+|(?(full)(?={_WIDE})|(?!)))"
)
_UNDERLINE = re.compile(r"^(?:=+|-+) *$")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]]*\]:")
_BREAK = re.compile(r"^ {0,3}(?:#{1,6}|>|(?:[-*_] *){3,}$)")


@dataclass(frozen=True)
class Marker:
    """A marker at `start`, on the line that begins at `line_start` (code points).

    `letter` is one of a–z; `beside` are those of the markers that follow on the same line.
    """

    letter: str
    dotted: bool
    beside: str
    start: int
    line_start: int


@dataclass(frozen=True)
class Found:
    """The markers of a text, and where each line ends that is content (no note, not blank)."""

    markers: list[Marker]
    content_ends: list[int]


def find_markers(source: str) -> Found:
    """Every marker of a text that stands where a point may start, whatever its letter."""
    lines = source.split("\n")
    closed = _closed_lines(lines)
    tables = _table_lines(lines, closed)
    inside = lines_inside_spans(lines, closed | tables, _starts_block)
    found = Found([], [])
    offset, width, blank, in_note = 0, 0, True, False
    for at, line in enumerate(lines):
        content = line.strip()
        if at in closed:
            width = width if line.startswith(" ") else 0
            in_note = in_note and line.startswith(("    ", "\t"))
        elif content:
            indent = len(line) - len(line.lstrip(" "))
            nested = bool(width) and indent >= width
            marker = None
            if not nested and at not in tables:
                marker = _marker(lines, at, offset, at in inside)
                item = ITEM.match(line)
                if item and indent < 4:
                    width = item_width(item)
                elif marker or blank or _BREAK.match(line):
                    width = 0
            if marker:
                found.markers.append(marker)
            if marker or (blank and indent < 4 and not line.startswith("\t")):
                in_note = False
            if _FOOTNOTE.match(line):
                in_note = True
        if content and not in_note:
            found.content_ends.append(offset + len(line.rstrip()))
        blank = not content
        offset += len(line) + 1
    return found


def without_marker(words: str) -> str:
    """The plain words of a point without the marker that they begin with."""
    return _BARE.sub("", words, count=1)


def _starts_block(line: str) -> bool:
    return bool(ITEM.match(line) or _BREAK.match(line))


def _marker(lines: list[str], at: int, offset: int, inside: bool) -> Marker | None:
    match = _MARKER.match(lines[at])
    if not match or (inside and not match["item"]):
        return None
    underlined = at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1])
    if underlined and not match["item"]:
        return None
    return Marker(
        letter=_plain(match["letter"] or match["dotted"]),
        dotted=bool(match["dotted"]),
        beside=_beside(match, lines[at]),
        start=offset + match.start("marker"),
        line_start=offset,
    )


def _beside(match: re.Match[str], line: str) -> str:
    if match["dotted"]:
        return ""
    more = _MORE[bool(match["open"]), match["letter"].isupper()]
    return _plain("".join(more.findall(line, match.end())))


def _plain(letters: str) -> str:
    """The letters in lower case, those of full width as they are else."""
    return normalize("NFKC", letters).lower()


def _closed_lines(lines: list[str]) -> set[int]:
    """The lines in code fences and in collapsible boxes."""
    closed: set[int] = set()
    for fence in find_fences(lines):
        closed.update(range(fence.start, fence.end + 1))
    for box in find_boxes(lines, closed):
        closed.update(range(box.start, box.end + 1))
    return closed | lines_in_html_boxes(lines, closed)


def _table_lines(lines: list[str], closed: set[int]) -> set[int]:
    """The lines of tables: a row, a rule beneath it, and the rows that follow."""
    tables: set[int] = set()
    for at, (line, following) in enumerate(pairwise(lines)):
        if at in tables or at in closed or not starts_table(line, following):
            continue
        end = at
        while end < len(lines) and "|" in lines[end] and end not in closed:
            tables.add(end)
            end += 1
    return tables
