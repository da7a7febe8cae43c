"""A text in pieces that a difference may tell apart."""

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category

# Scripts that set no space between words: each sign stands for itself.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LONE = re.compile(f"[{_UNSPACED}]")
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}"
_WORD = re.compile(
    rf"\n+|[^\S\n]+|{_FLAG}|[{_UNSPACED}]|[^\W{_UNSPACED}]+|(?P<sign>[^\w\s])(?P=sign)*"
)
# Joiners, shades of skin, and the tags of some flags.
_JOINERS = frozenset("\u200c\u200d")
_BEHIND = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


def words(text: str) -> list[str]:
    """Return words, spaces and signs; joined they are the text.

    No accent, vowel sign or part of an emoji stands apart from what it belongs to.
    """
    return [text[start:end] for start, end in pairwise([*_starts(text), len(text)])]


def _starts(text: str) -> Iterator[int]:
    for match in _WORD.finditer(text):
        start = match.start()
        if not start or not belongs(text[start - 1], text[start]):
            yield start


def belongs(before: str, sign: str) -> bool:
    """Return whether what begins with `sign` belongs to what ends with `before`, just before."""
    if sign.isascii() or before.isspace() or (sign.isalnum() and before.isalnum()):
        return False
    if sign in _JOINERS or before in _JOINERS or _is_mark(sign) or _BEHIND.match(sign):
        return True
    return _is_mark(before) and sign.isalnum() and not _LONE.match(sign)


def _is_mark(sign: str) -> bool:
    return category(sign).startswith("M")
