"""Limits on structure: what would take the parser too long is refused, saying where and why."""

import re
from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from forum.markup import excess
from forum.markup.code.fences import FENCE_LINE, Fence
from forum.markup.excess import Excess
from forum.markup.layout import starts_table

_NESTED = re.compile(r"(?:>|[-*+]|\d{1,9}\.)")
_HEADING_OR_RULE = re.compile(r" {0,3}(?:#{1,6}|=+ *$|(?:[-*_] *){3,}$|-+ *$)")

_ON_A_LINE = (
    (excess.COLUMNS, 60, lambda line: line.count("|")),
    (excess.INDENTS, 60, lambda line: _indent(line)),
    (excess.NESTED_ON_A_LINE, 12, lambda line: _nested(line)),
)
_IN_A_TEXT = (
    (excess.LINES, 6000, lambda line: 1),
    (excess.BRACKETS, 1500, lambda line: line.count("[")),
    (excess.DEFINITIONS, 300, lambda line: line.count("]:")),
    (excess.FOOTNOTES, 400, lambda line: line.count("[^")),
    (excess.EMPHASES, 6000, lambda line: _count(line, "*_~")),
    (excess.FORMULAS, 4000, lambda line: line.count("$")),
    (excess.BACKTICKS, 3000, lambda line: line.count("`")),
    (excess.BACKSLASHES, 3000, lambda line: line.count("\\")),
    (excess.ENTITIES, 4000, lambda line: _count(line, "<&")),
    (excess.ADDRESSES, 1500, lambda line: _addresses(line)),
    (excess.BOXES, 60, lambda line: line.lstrip("> ").startswith("///")),
    (excess.DETAILS, 60, lambda line: line.lower().count("<details")),
    (excess.NESTED, 3000, lambda line: _nested(line)),
    (excess.TABS, 8000, lambda line: line.count("\t")),
    (excess.HEADINGS, 600, lambda line: bool(_HEADING_OR_RULE.match(line))),
)
_DEEPEST = 100
_POINTS = 500
_FENCES = 400
_CELLS = 5000


def check_limits(lines: list[str], fences: list[Fence]) -> None:
    """Refuse text whose structure would be slow to read; code between fences is free.

    Raises ValidationError (code "limit") that names the limit, how much there was, the line where
    it was passed, and what to do.
    """
    fenced = {at for fence in fences for at in range(fence.start, fence.end + 1)}
    signs = 0
    for at, line in enumerate(lines, start=1):
        signs += bool(FENCE_LINE.match(line))
        if signs > _FENCES:
            total = sum(bool(FENCE_LINE.match(each)) for each in lines)
            _refuse(excess.FENCES, total, _FENCES, at)
    prose = [(at, line) for at, line in enumerate(lines, start=1) if at - 1 not in fenced]
    for what, most, count in _ON_A_LINE:
        for at, line in prose:
            if (found := count(line)) > most:
                raise ValidationError(what.on_a_line(found, most, at), code="limit")
    for what, most, count in _IN_A_TEXT:
        _check_total(what, most, ((at, count(line)) for at, line in prose))
    _check_total(excess.CELLS, _CELLS, _cells(prose))


def check_points(source: str, starts: list[int]) -> None:
    """Refuse a text with too many lettered points, given where they start (as check_limits)."""
    if len(starts) > _POINTS:
        line = source.count("\n", 0, starts[_POINTS]) + 1
        _refuse(excess.POINTS, len(starts), _POINTS, line)


def check_depth(root: Element) -> None:
    """Refuse a tree so deep that recursion, here or in a browser, might fail (as check_limits)."""
    level, depth = [root], 0
    while level := [child for parent in level for child in parent]:
        depth += 1
        if depth > _DEEPEST:
            refuse_depth()


def refuse_depth() -> NoReturn:
    """Raise the ValidationError for text nested too deeply."""
    raise ValidationError(
        gettext(
            "The text is nested too deeply; at most %(most)d levels are possible. "
            "Use fewer levels of lists, quotes and emphasis."
        )
        % {"most": _DEEPEST},
        code="limit",
    )


def _check_total(what: Excess, most: int, counts: Iterable[tuple[int, int]]) -> None:
    total, where = 0, 0
    for at, count in counts:
        total += count
        if total > most and not where:
            where = at
    if where:
        _refuse(what, total, most, where)


def _refuse(what: Excess, found: int, most: int, line: int) -> None:
    raise ValidationError(what.in_a_text(found, most, line), code="limit")


def _cells(prose: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    columns, before = 0, ""
    for at, line in prose:
        if not line.strip():
            columns = 0
        elif not columns and starts_table(before, line):
            columns = before.count("|") + 1
        before = line
        yield at, columns


def _nested(line: str) -> int:
    found, rest = 0, line.lstrip(" ")
    while mark := _NESTED.match(rest):
        found += 1
        rest = rest[mark.end() :].lstrip(" ")
        if found > 1000:
            break
    return found


def _indent(line: str) -> int:
    before = line[: len(line) - len(line.lstrip(" \t"))]
    return len(before.expandtabs(4))


def _count(line: str, signs: str) -> int:
    return sum(map(line.count, signs))


def _addresses(line: str) -> int:
    return line.count("://") + line.count("@") + line.lower().count("www.")
