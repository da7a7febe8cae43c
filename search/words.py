"""The words of a text, as the index has them and as a query is compared with it.

Databases part words each in its own way, and know only some scripts; so it is done here, and they
are given what was found. Nothing is stemmed: what is quoted stands so in the text.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

from web.writing import LETTERS, SIGNS

# Of longer ones, as of an address or of what is no word, the beginning is kept.
LONGEST = 64
# No sign of a word.
TITLE = "¶"

# Where a script sets no spaces each sign stands for itself, and what is looked for is a run of
# them. A joiner or a soft hyphen parts no word.
_ALONE = rf"{SIGNS}{LETTERS}"
_WORD = regex.compile(
    rf"[{_ALONE}]|[[\p{{L}}\p{{N}}]--[{_ALONE}]][[\p{{L}}\p{{M}}\p{{N}}\u00ad\u200c\u200d]--[{_ALONE}]]*+",
    regex.V1,
)
# What a reader may leave out: accents, the points of Hebrew and Arabic; and what is no sign of a
# word, but comes of taking signs apart.
_LEFT_OUT = regex.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]|[^\p{L}\p{M}\p{N}]"
)


class IndexedWord(NamedTuple):
    """A word as it is compared, and where in the text it stands."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> Iterator[IndexedWord]:
    """Yield the words of a text, in order."""
    for found in _WORD.finditer(text):
        if folded := _folded(found[0]):
            yield IndexedWord(folded, found.start(), found.end())


def indexed(title: str, text: str) -> str:
    """Return the words of a text for the database, with a space before and behind each.

    Those of its title stand first once more, marked, so that it can be asked of titles alone; no
    phrase runs from one into the other.
    """
    head = [word.folded for word in words_of(title)]
    body = (word.folded for word in words_of(text))
    return f" {' '.join([*map(in_title, head), TITLE, *head, TITLE, *body])} "


def in_title(word: str) -> str:
    """Return what a word is where it stands in a title."""
    return f"{TITLE}{word}"


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return unicodedata.normalize("NFKC", _LEFT_OUT.sub("", apart))[:LONGEST]
