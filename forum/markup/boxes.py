"""Collapsible boxes: `/// details | Title` … `///`, found in one pass."""

import re
from collections import defaultdict
from dataclasses import dataclass

BOX_LINE = re.compile(r"^ {0,3}(/{3,})[ \t]*(?:(details)[ \t]*(?:\|(.*))?)?$")


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
    opened: list[tuple[int, int, str]] = []
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    boxes: list[Box] = []
    for at, line in enumerate(lines):
        mark = None if at in opaque else BOX_LINE.match(line)
        if not mark:
            continue
        slashes, name, title = mark.groups()
        length = len(slashes)
        if name:
            opened.append((at, length, (title or "").strip()))
            by_length[length].append(at)
        elif by_length[length]:
            start = by_length[length][-1]
            while True:
                first, its_length, its_title = opened.pop()
                by_length[its_length].pop()
                if first == start:
                    break
            while boxes and boxes[-1].start > start:
                boxes.pop()
            boxes.append(Box(start, at, its_title))
    return boxes
