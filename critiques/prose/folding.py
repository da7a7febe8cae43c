"""Text as it is compared: one form for what people and programs write in several."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

# Curly quotes become straight ones when typed anew, and double ones single inside others.
_QUOTES = dict.fromkeys(map(ord, "\"'‘’‚‛“”„‟«»‹›′″「」『』｢｣"), "'")
_TOKEN = re.compile(
    r"(?P<dots>\s?(?:…[.…]*|\.(?:\s?\.){2,}))"
    r"|(?P<dash>\s?[-‐‑‒–—―−][-‐‑‒–—―−\s]*)"
    r"|(?P<gone>\s?\[\^[^\]\s]{1,200}\]|(?<=[«‹])\s|\s(?=[»›])"
    r"|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]+)"
    r"|(?P<accents>[^\W\d_][\u0300-\u036f]+)"
)
_INSTEAD = {"dots": "...", "dash": "-", "gone": ""}


class _Token(NamedTuple):
    """Characters `start` to `end` of the folded text, which were `was` to `was_end`."""

    start: int
    end: int
    was: int
    was_end: int


class Folded:
    """A text with quotes, dashes and ellipses of one kind, without marks that are not seen.

    White space in it should be single spaces. `text` is what is compared.
    """

    def __init__(self, text: str) -> None:
        alike = text.translate(_QUOTES)
        self._tokens: list[_Token] = []
        pieces, done, at = [], 0, 0
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or ""
            instead = normalize("NFC", match[0]) if kind == "accents" else _INSTEAD[kind]
            at += match.start() - done
            self._tokens.append(_Token(at, at + len(instead), *match.span()))
            pieces += [alike[done : match.start()], instead]
            at += len(instead)
            done = match.end()
        self.text = "".join([*pieces, alike[done:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of `text` stand in the text as it was."""
        first = bisect_right(self._tokens, start, key=lambda each: each.start) - 1
        last = bisect_left(self._tokens, end, key=lambda each: each.start) - 1
        begins, ends = start, end
        if first >= 0:
            token = self._tokens[first]
            begins = token.was if start < token.end else token.was_end + start - token.end
        if last >= 0:
            token = self._tokens[last]
            ends = token.was_end + max(0, end - token.end)
        return begins, ends


@lru_cache(maxsize=4)
def folded(text: str) -> Folded:
    """Fold a long text; it is kept for a moment, as its parts are asked for one by one."""
    return Folded(text)
