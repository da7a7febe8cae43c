"""Which passage of an essay a reply quotes."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError

from critiques.prose.folding import Folded, folded
from critiques.prose.quotations import quotations
from web.writing import one_line

SHORTEST = 20
CONTEXT = 32
# As far apart two quoted parts may stand that “…” joins: about a paragraph.
GAP = 1_000
# What a reply that means no harm never comes near.
MOST_QUOTATIONS = 200
MOST_PARTS = 8
MOST_PLACES = 20

_EDGE = " .,;:…"
_OUTER_EDGE = _EDGE + "'\"-!?()[]"
_ELLIPSIS = re.compile(r"\s*(?:\[\s?\.\.\.\s?\]|\(\s?\.\.\.\s?\)|\.\.\.)\s*")


class Passage(NamedTuple):
    """A W3C text-quote and text-position selector into a revision's plain text.

    `start` is in code points; `prefix` and `suffix` have up to 32 characters.
    """

    exact: str
    prefix: str
    suffix: str
    start: int


def find_passage(source: str, plain: str) -> Passage | None:
    """Return the first passage of `plain` that `source`, Markdown, quotes.

    A quotation is a block quote or stands in quotation marks, has 20 characters or more, and
    occurs in `plain` exactly once. Quotation marks, dashes, ellipses and white space of any kind
    are equal; emphasis, links and footnote marks do not count; all other characters must be the
    same. “…” between two parts stands for up to 1,000 characters.
    """
    try:
        said = (words for words in quotations(source) if len(words) >= SHORTEST)
        for words in islice(said, MOST_QUOTATIONS):
            found = places_of(words, plain, shortest=SHORTEST)
            if len(found) == 1:
                start, end = found[0]
                return passage_at(plain, start, end - start)
    except ValidationError:
        # A point that cannot be rendered without the rest of its reply.
        return None
    return None


def places_of(words: str, plain: str, *, shortest: int = 1) -> list[tuple[int, int]]:
    """Return where `words` stand in `plain`, as `find_passage` compares them: two places at most.

    Each is its start and its end; `shortest` is the least that must be quoted, in characters.
    """
    essay = folded(plain)
    for parts in _readings(Folded(one_line(words)).text):
        found = [_trimmed(plain, *essay.span(*each)) for each in _places(parts, essay.text)]
        length = (
            len("".join(parts)) if len(parts) > 1 else max((e - s for s, e in found), default=0)
        )
        if found and length >= shortest:
            return found
    return []


def passage_at(plain: str, start: int, length: int) -> Passage:
    """Return the passage of `length` code points of `plain` at `start`."""
    end = start + length
    return Passage(
        exact=plain[start:end],
        prefix=plain[max(0, start - CONTEXT) : start],
        suffix=plain[end : end + CONTEXT],
        start=start,
    )


def only_place(words: str, plain: str) -> int | None:
    """Return where these very words stand in `plain`, if that is in one place."""
    at = plain.find(words)
    return at if words and at >= 0 and plain.find(words, at + 1) < 0 else None


def _readings(words: str) -> Iterator[list[str]]:
    """Yield the parts that must follow each other: all in one first, then split at each “…”."""
    whole, inner = words.strip(_EDGE), words.strip(_OUTER_EDGE)
    if inner:
        yield [whole]
    if inner not in ("", whole):
        yield [inner]
    parts = [part for each in _ELLIPSIS.split(whole) if (part := each.strip(_OUTER_EDGE))]
    if 1 < len(parts) <= MOST_PARTS:
        yield parts


def _places(parts: list[str], essay: str) -> list[tuple[int, int]]:
    """Return two places at most where `parts` follow each other, none more than GAP apart.

    None where a part stands in very many places.
    """
    first, *others = parts
    most = MOST_PLACES if others else 2
    found = {(at, at + len(first)) for at in islice(_all(first, essay, 0, len(essay)), most)}
    if others and len(found) == most:
        return []
    for part in others:
        found = {
            (start, at + len(part))
            for start, end in found
            for at in _all(part, essay, end, end + GAP + len(part))
        }
        if len(found) >= MOST_PLACES:
            return []
    return sorted(found)[:2]


def _all(part: str, essay: str, start: int, end: int) -> Iterator[int]:
    at = essay.find(part, start, end)
    while at >= 0:
        yield at
        at = essay.find(part, at + 1, end)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    words = plain[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
