"""Limits on structure: what would take the parser too long is refused, saying where and why."""

import re
from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError

from forum.markup.fences import FENCE_LINE, Fence
from forum.markup.line_kinds import starts_table

_NESTED = re.compile(r"(?:>|[-*+]|\d{1,9}\.)")
_HEADING_OR_RULE = re.compile(r" {0,3}(?:#{1,6}|=+ *$|(?:[-*_] *){3,}$|-+ *$)")

_ON_A_LINE = (
    ("“|” signs", 60, "Use fewer columns", lambda line: line.count("|")),
    ("spaces at its start", 60, "Indent it less", lambda line: _indent(line)),
    ("list and quote signs at its start", 12, "Nest it less", lambda line: _nested(line)),
)
_IN_A_TEXT = (
    ("lines", 6000, "Join some", lambda line: 1),
    ("“[” signs", 1500, "Use fewer links or brackets", lambda line: line.count("[")),
    ("“]:” signs", 300, "Define fewer links", lambda line: line.count("]:")),
    ("footnote marks", 400, "Use fewer footnotes", lambda line: line.count("[^")),
    ("“*”, “_” and “~” signs", 6000, "Use less emphasis", lambda line: _count(line, "*_~")),
    ("“$” signs", 4000, "Use fewer formulas", lambda line: line.count("$")),
    ("backticks", 3000, "Put code between ``` lines", lambda line: line.count("`")),
    ("backslashes", 3000, "Put code between ``` lines", lambda line: line.count("\\")),
    ("“<” and “&” signs", 4000, "Put code between ``` lines", lambda line: _count(line, "<&")),
    ("web and mail addresses", 1500, "Link to fewer", lambda line: _addresses(line)),
    ("“///” lines", 60, "Use fewer boxes", lambda line: line.lstrip("> ").startswith("///")),
    ("“<details>” boxes", 60, "Use fewer", lambda line: line.lower().count("<details")),
    ("list and quote signs", 3000, "Use shorter lists", lambda line: _nested(line)),
    ("tabs", 8000, "Use spaces", lambda line: line.count("\t")),
    ("headings and rules", 600, "Use fewer", lambda line: bool(_HEADING_OR_RULE.match(line))),
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
            _refuse("code fences", total, _FENCES, at, "Use fewer code blocks")
    prose = [(at, line) for at, line in enumerate(lines, start=1) if at - 1 not in fenced]
    for what, most, advice, count in _ON_A_LINE:
        for at, line in prose:
            if (found := count(line)) > most:
                raise ValidationError(
                    f"Line {at} has {found} {what}; at most {most} are possible. {advice}.",
                    code="limit",
                )
    for what, most, advice, count in _IN_A_TEXT:
        _check_total(what, most, advice, ((at, count(line)) for at, line in prose))
    _check_total("table cells", _CELLS, "Use smaller tables", _cells(prose))


def check_points(source: str, starts: list[int]) -> None:
    """Refuse a text with too many lettered points, given where they start (as check_limits)."""
    if len(starts) > _POINTS:
        line = source.count("\n", 0, starts[_POINTS]) + 1
        _refuse("lettered points", len(starts), _POINTS, line, "Split it into several replies")


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
        f"The text is nested too deeply; at most {_DEEPEST} levels are possible. "
        "Use fewer levels of lists, quotes and emphasis.",
        code="limit",
    )


def _check_total(what: str, most: int, advice: str, counts: Iterable[tuple[int, int]]) -> None:
    total, where = 0, 0
    for at, count in counts:
        total += count
        if total > most and not where:
            where = at
    if where:
        _refuse(what, total, most, where, advice)


def _refuse(what: str, found: int, most: int, line: int, advice: str) -> None:
    raise ValidationError(
        f"The text has {found:,} {what}; at most {most:,} are possible, "
        f"and line {line:,} goes beyond them. {advice}.",
        code="limit",
    )


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
