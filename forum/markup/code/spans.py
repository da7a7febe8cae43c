"""Inline code and links that run over several lines: which lines begin inside one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

_TICKS = re.compile(r"`+")
_BRACKETS = re.compile(r"[\[\]]")


def lines_inside_spans(
    lines: list[str], skip: set[int], starts_block: Callable[[str], bool]
) -> set[int]:
    """The indices of lines that begin within inline code or a link of the same paragraph.

    A paragraph ends at a blank line, at a line in `skip` and before a line that starts a block.
    A backtick opens code only before text and closes it only after text and not before a letter,
    so that TeX quotes (``like this'') and stray backticks do not swallow what stands between.
    """
    inside: set[int] = set()
    paragraph: list[int] = []
    for at, line in enumerate([*lines, ""]):
        ends = not line.strip() or at in skip
        if paragraph and (ends or starts_block(line)):
            inside |= _inside(lines, paragraph)
            paragraph = []
        if not ends:
            paragraph.append(at)
    return inside


def _inside(lines: list[str], paragraph: list[int]) -> set[int]:
    if len(paragraph) == 1:
        return set()
    text = "\n".join(lines[at] for at in paragraph)
    code = _code_spans(text)
    spans = sorted(code + _link_spans(text, code))
    if not spans:
        return set()
    inside, offset, reach, next_span = set(), 0, 0, 0
    for at in paragraph:
        while next_span < len(spans) and spans[next_span][0] < offset:
            reach = max(reach, spans[next_span][1])
            next_span += 1
        if offset < reach:
            inside.add(at)
        offset += len(lines[at]) + 1
    return inside


def _code_spans(text: str) -> list[tuple[int, int]]:
    runs = [run.span() for run in _TICKS.finditer(text)]
    closers: dict[int, list[int]] = {}
    for start, end in runs:
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.strip() and not after.isalnum():
            closers.setdefault(end - start, []).append(start)
    spans, done = [], 0
    for start, end in runs:
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if start < done or before.isalnum() or before == "\\" or not after.strip():
            continue
        candidates = closers.get(end - start, [])
        at = bisect_right(candidates, start)
        if at < len(candidates):
            done = candidates[at] + end - start
            spans.append((start, done))
    return spans


def _link_spans(text: str, code: list[tuple[int, int]]) -> list[tuple[int, int]]:
    closing = [at for at, sign in enumerate(text) if sign == ")"]
    code_starts = [start for start, _ in code]
    spans, opened = [], []
    for bracket in _BRACKETS.finditer(text):
        at = bracket.start()
        before = bisect_right(code_starts, at) - 1
        if (before >= 0 and at < code[before][1]) or text[at - 1 : at] == "\\":
            continue
        if bracket.group() == "[":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if text.startswith("(", at + 1):
                end = bisect_left(closing, at)
                if end < len(closing):
                    spans.append((start, closing[end] + 1))
    return spans
