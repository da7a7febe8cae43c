"""What a text quotes: its block quotes, and what stands in it in quotation marks."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from forum.markup.quotes import block_quotes
from forum.text import plain, render_words

# Longer quotations stand in block quotes.
_LONGEST = 2_000
# Where a quotation may hold others in marks of its own kind, so many ends are tried, at most.
_ENDS = 3
# Apostrophes look like the ends of these.
_SINGLE = "‘'‚"
_CLOSING = {
    "“": "”",
    '"': '"',
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
# Signs that may mean another thing begin before a word, and end behind one.
_OPENER = re.compile(r"[“„«‹‘‚「『]|(?<!\w)[\"'”»›](?=\S)")
_CLOSER = re.compile(r"[”»›」』]|(?<=\S)[\"'’‘“«‹](?!\w)")
_BLOCK = re.compile(r"<(?:p|li|h[2-6])[^>]*>(.*?)</(?:p|li|h[2-6])>", re.S)


def quotations(source: str) -> Iterator[str]:
    """Yield what `source`, Markdown, quotes, in plain words: the whole of each block quote, then
    its paragraphs and lines, then what is in quotation marks."""
    html = html_of(source)
    for start, end in block_quotes(html):
        quote = html[start:end]
        yield plain(quote)
        blocks = _BLOCK.findall(quote)
        lines = [line for block in blocks for line in block.split("<br>")]
        yield from map(plain, blocks if len(blocks) > 1 else [])
        yield from map(plain, lines if len(lines) > len(blocks) else [])
    yield from _marked(plain(html))


@lru_cache(maxsize=512)
def html_of(source: str) -> str:
    """Return a point's text rendered; it is kept for a moment, as it is read more than once.

    By itself it may begin with any letter: what is quoted behind “b)” is a quotation as it is
    behind “a)”. Raises what `render` raises.
    """
    return render_words(source, "claim", ascii_lowercase)


def _marked(text: str) -> Iterator[str]:
    """Yield what stands between quotation marks of a kind; for each beginning, longest first."""
    openers, closers = _by_sign(_OPENER, text), _by_sign(_CLOSER, text)
    for opener in _OPENER.finditer(text):
        sign, start = opener[0], opener.end()
        for closing in _CLOSING[sign]:
            first = bisect_left(closers[closing], start)
            ends = closers[closing][first : first + _ENDS]
            if ends and sign not in _SINGLE:
                begun = openers[sign]
                inside = bisect_left(begun, ends[0]) - bisect_left(begun, start)
                ends = ends[: 1 + inside]
            yield from (text[start:end] for end in reversed(ends) if end - start <= _LONGEST)


def _by_sign(pattern: re.Pattern[str], text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for match in pattern.finditer(text):
        found[match[0]].append(match.start())
    return found
