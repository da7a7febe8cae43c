"""Collapsible boxes: `/// details | Title` … `///`, or as in HTML, found in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from web.writing import one_line

# What is in no text: a line that begins with it opens or closes a box that was written as in HTML.
_MARK = "\x01"
_BOX_LINE = re.compile(rf"^ {{0,3}}(/{{3,}}|{_MARK})[ \t]*(?:(details)[ \t]*(?:\|(.*))?)?$")
_HTML = re.compile(
    # An opening tag begins a line, or what a line begins with, or stands right behind another; a
    # closing one also ends a line.
    r"(?P<opens>(?:^ {0,3}(?:[-*+] {1,4}(?=<)|(?P<lead>(?:(?:[-*+]|\d{1,9}\.) {1,4})?(?:\*\*|__)?"
    r"(?:(?:\\?\(|（)?[A-Za-z](?:\\?\)|）)|[a-z]\.)(?:\*\*|__)?|\d{1,9}\.)[ \u00a0]{1,4})?|(?<=>))"
    r"<details(?:\s[^<>]{0,200})?>\s{0,200}"
    r"(?:<summary(?:\s[^<>]{0,200})?>(?P<title>[^<]{0,300}+"
    r"(?:<(?!/?(?:summary|details)\b)[^<]{0,300}+){0,20})</summary>)?[ \t]*)"
    r"|^[ \t]*</details>[ \t]*|</details>(?=[ \t]*$|</details>)[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
# In a title, which is bold by itself.
_EMPHASIS = re.compile(r"</?(?:b|strong|i|em|code|span|h[1-6])>", re.IGNORECASE)


@dataclass(frozen=True)
class Box:
    """Lines `start` to `end`, the opening and the closing one, by index from 0."""

    start: int
    end: int
    title: str


def find_boxes(lines: list[str], opaque: set[int]) -> list[Box]:
    """The outermost closed boxes of a text, in order; one that is never closed is text.

    A box ends at a line of as many slashes as opened it. Lines whose index is in `opaque`
    (code) open and close nothing.
    """
    opened: list[tuple[int, str, str]] = []
    by_sign: defaultdict[str, list[int]] = defaultdict(list)
    boxes: list[Box] = []
    for at, line in enumerate(lines):
        mark = None if at in opaque else _BOX_LINE.match(line)
        if not mark:
            continue
        sign, name, title = mark.groups()
        if name:
            opened.append((at, sign, (title or "").strip()))
            by_sign[sign].append(at)
        elif by_sign[sign]:
            start = by_sign[sign][-1]
            while True:
                first, its_sign, its_title = opened.pop()
                by_sign[its_sign].pop()
                if first == start:
                    break
            while boxes and boxes[-1].start > start:
                boxes.pop()
            boxes.append(Box(start, at, its_title))
    return boxes


def written_as_boxes(text: str) -> str:
    """The text with each pair of `<details>` and `</details>` as lines that `find_boxes` knows.

    A box behind the letter of a point or the number of an item stands beneath it, and one that is
    all of an item in its place. What is not closed, or not opened, stays as it is written. Code
    must have been taken out before.
    """
    lines: dict[int, tuple[int, str]] = {}
    for start, end in _pairs(text):
        title = one_line(_EMPHASIS.sub("", start["title"] or ""))
        lead = start["lead"] or ""
        lines[start.start()] = (start.end(), f"{lead}\n{_MARK} details | {title}\n")
        lines[end.start()] = (end.end(), f"\n{_MARK}\n")
    pieces, done = [], 0
    for starts, (ends, line) in sorted(lines.items()):
        pieces += [text[done:starts], line]
        done = ends
    return "".join([*pieces, text[done:]])


def lines_in_html_boxes(lines: list[str], opaque: set[int]) -> set[int]:
    """The indices of the lines that stand in boxes written as in HTML, both ends among them.

    The line of a letter behind which a box opens is none of them.
    """
    text = "\n".join("" if at in opaque else line for at, line in enumerate(lines))
    inside: set[int] = set()
    for start, end in _pairs(text):
        first = text.count("\n", 0, start.start())
        last = first + text.count("\n", start.start(), end.end())
        inside.update(range(first + bool(start["lead"]), last + 1))
    return inside


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    opened: list[re.Match[str]] = []
    for tag in _HTML.finditer(text) if "</details>" in text.lower() else ():
        if text.startswith("    ", text.rfind("\n", 0, tag.start()) + 1):
            continue  # it is code
        if tag["opens"]:
            opened.append(tag)
        elif opened:
            yield opened.pop(), tag
