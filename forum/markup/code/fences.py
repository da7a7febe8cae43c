"""Fenced code: where it stands in a text, found in one pass."""

import re
from dataclasses import dataclass

FENCE_LINE = re.compile(r"^((?: {0,3}>)*)([ \t]*)(`{3,}|~{3,})(.*)$")
_DEEPEST_QUOTE = 4
_LONGEST_FENCE = 12
_QUOTE_MARKS = re.compile(r"^(?: {0,3}>)+")


@dataclass(frozen=True)
class Fence:
    """Lines `start` to `end`, both fence lines, by index from 0."""

    start: int
    end: int
    prefix: str
    language: str

    def code(self, lines: list[str]) -> list[str]:
        """The lines between the fences, without the quote marks and indent of the opening one."""
        depth, indent = self.prefix.count(">"), len(self.prefix.rpartition(">")[2])
        return [_without(line, depth, indent) for line in lines[self.start + 1 : self.end]]


def find_fences(lines: list[str]) -> list[Fence]:
    """The closed code fences of a text, in order; a fence without an end is text.

    A fence ends at a line with the same sign, at least as often, in the same depth of quotes,
    and not after its container (quote, or list item indented by four).
    """
    ends = _ends(lines)
    fences = []
    at = 0
    while at < len(lines):
        end = ends.get(at)
        fence = FENCE_LINE.match(lines[at]) if end else None
        if not end or not fence:
            at += 1
            continue
        quote, indent, _, info = fence.groups()
        language = info.strip().split(" ")[0].strip("{}.").lower()
        fences.append(Fence(at, end, quote + indent, language))
        at = end + 1
    return fences


def _ends(lines: list[str]) -> dict[int, int]:
    """For each line that could open a fence, the line that closes it; read from the end."""
    ends: dict[int, int] = {}
    closing: dict[tuple[str, int, int], int] = {}
    shallower = [len(lines)] * (_DEEPEST_QUOTE + 1)
    unindented = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        fence = FENCE_LINE.match(line)
        depth = _depth(line)
        if fence and depth <= _DEEPEST_QUOTE:
            _, indent, sign, info = fence.groups()
            length = min(len(sign), _LONGEST_FENCE)
            if not (sign[0] == "`" and "`" in info):
                end = closing.get((sign[0], depth, length))
                limit = shallower[depth]
                if _is_deep(indent) and depth == 0:
                    limit = min(limit, unindented)
                if end is not None and end < limit:
                    ends[at] = end
            if not info.strip():
                for shorter in range(3, length + 1):
                    closing[sign[0], depth, shorter] = at
        for deeper in range(depth + 1, _DEEPEST_QUOTE + 1):
            shallower[deeper] = at
        if line.strip() and not _is_deep(line):
            unindented = at
    return ends


def _is_deep(line: str) -> bool:
    return line.startswith("    ") or "\t" in line[: len(line) - len(line.lstrip(" \t"))]


def _depth(line: str) -> int:
    marks = _QUOTE_MARKS.match(line)
    return marks.group().count(">") if marks else 0


def _without(line: str, depth: int, indent: int) -> str:
    for _ in range(depth):
        line = line.lstrip(" ").removeprefix(">")
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]
