"""Whose words rendered HTML has: what stands in block quotes others said, what is struck nobody."""

import re

from forum.markup.tags import tags

_STRUCK = re.compile(r"<del\b[^<>]*>.*?</del>", re.DOTALL)
_BEGINS = re.compile(r"(?:\s*<[^<>]*>)*\s*")
_ENDS = re.compile(r"(?:\s*</[^<>]*>)*\s*\Z")


def standing_html(html: str) -> str:
    """Return it without what is struck."""
    return _STRUCK.sub("", html) if "<del" in html else html


def own_html(html: str) -> str:
    """Return the same without its block quotes."""
    html = standing_html(html)
    pieces, done = [], 0
    for start, end in _outermost(html):
        pieces.append(html[done:start])
        done = end
    return "".join([*pieces, html[done:]])


def attributed_html(html: str) -> str:
    """Return the same with quotation marks around each block quote."""
    html = standing_html(html)
    pieces, done = [], 0
    for start, end in _outermost(html):
        quote = html[start:end]
        begins, ends = _BEGINS.match(quote), _ENDS.search(quote)
        inner = slice(begins.end() if begins else 0, ends.start() if ends else len(quote))
        said = f"“{quote[inner]}”" if inner.start < inner.stop else ""
        pieces += [html[done:start], quote[: inner.start], said, quote[inner.stop :]]
        done = end
    return "".join([*pieces, html[done:]])


def block_quotes(html: str) -> list[tuple[int, int]]:
    """Return where the insides of block quotes begin and end, those within others after them."""
    if "<blockquote" not in html:
        return []
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for tag in tags(html, only="blockquote"):
        if not tag.closes:
            opened.append(tag.end)
        elif opened:
            found.append((opened.pop(), tag.start))
    return sorted(found)


def _outermost(html: str) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in block_quotes(html):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
