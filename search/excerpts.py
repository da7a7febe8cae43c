"""What a result shows of its text: the part that has most of the words, with these marked."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.grammar import Wanted
from search.words import IndexedWord, words_of
from web.writing import whole_signs

LENGTH = 260
# How much stands before the first of the words, in characters.
BEFORE = 60
# So many places are compared; a text that has more repeats itself.
MOST = 50
# No letter stands right before a word, nor behind it.
_BEFORE, _BEHIND, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"


class MarkedWords(NamedTuple):
    """Where wanted words stand in a text, and which of them they are."""

    start: int
    end: int
    which: int


def marked(text: str, wanted: Sequence[Wanted]) -> SafeString:
    """Return a text as HTML, the words that are wanted in `mark`."""
    return _marked(text, _places(text, wanted))


def excerpt(text: str, wanted: Sequence[Wanted], length: int = LENGTH) -> SafeString:
    """Return some `length` characters of a text, as HTML: where most of the words stand."""
    if len(text) <= length:
        return marked(text, wanted)
    places = _places(text, wanted)
    start = _start(text, places, length)
    end = _end(text, start + length)
    inside = [each for each in places if start <= each.start and each.end <= end]
    moved = [MarkedWords(each.start - start, each.end - start, each.which) for each in inside]
    before, behind = ("… " if start else ""), ("…" if end < len(text) else "")
    return mark_safe(f"{before}{_marked(text[start:end].rstrip(), moved)}{behind}")  # noqa: S308 (escaped)


def _places(text: str, wanted: Sequence[Wanted]) -> list[MarkedWords]:
    """Return where the wanted words stand, in order, none within another."""
    found = list(islice(_quickly(text, wanted), MOST))
    if len({each.which for each in found}) == len(wanted):
        return found
    places: list[MarkedWords] = []
    for place in _every(text, wanted):
        if not places or place.start >= places[-1].end:
            places.append(place)
            if len(places) == MOST:
                break
    return places


def _quickly(text: str, wanted: Sequence[Wanted]) -> Iterator[MarkedWords]:
    """Yield where they stand just so, but for capitals: in a text that has them all, enough."""
    if not wanted or not all(word.isascii() for each in wanted for word in each.words):
        return
    longest = sorted(range(len(wanted)), key=lambda n: -len(wanted[n].words))
    phrases = (
        f"({_BETWEEN.join(wanted[n].words)}{'' if wanted[n].begins else _BEHIND})" for n in longest
    )
    for found in re.finditer(f"{_BEFORE}(?:{'|'.join(phrases)})", text, re.IGNORECASE):
        yield MarkedWords(found.start(), found.end(), longest[(found.lastindex or 1) - 1])


def _every(text: str, wanted: Sequence[Wanted]) -> Iterator[MarkedWords]:
    longest = max((len(each.words) for each in wanted), default=0)
    if not longest:
        return
    ahead: list[IndexedWord] = []
    words = words_of(text)
    while True:
        while len(ahead) < longest and (word := next(words, None)):
            ahead.append(word)
        if not ahead:
            return
        fitting = [n for n, each in enumerate(wanted) if _stands(each, ahead)]
        if fitting:
            best = max(fitting, key=lambda n: len(wanted[n].words))
            last = ahead[len(wanted[best].words) - 1]
            yield MarkedWords(ahead[0].start, last.end, best)
        ahead.pop(0)


def _stands(wanted: Wanted, ahead: Sequence[IndexedWord]) -> bool:
    if len(wanted.words) > len(ahead):
        return False
    *whole, last = wanted.words
    if any(word != there.folded for word, there in zip(whole, ahead, strict=False)):
        return False
    there = ahead[len(whole)].folded
    return there.startswith(last) if wanted.begins else there == last


def _start(text: str, places: Sequence[MarkedWords], length: int) -> int:
    """Return where an excerpt begins: before the place from which it holds most."""
    best, first = (0, 0), 0
    for n, place in enumerate(places):
        inside = [each.which for each in places[n:] if each.end <= place.start + length - BEFORE]
        found = (len(set(inside)), len(inside))
        if found > best:
            best, first = found, max(0, place.start - BEFORE)
    if not first:
        return 0
    space = text.find(" ", first, first + BEFORE)
    return space + 1 if space >= 0 else len(whole_signs(text[:first], first))


def _end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 40, at + 1)
    return space if space > 0 else at


def _marked(text: str, places: Sequence[MarkedWords]) -> SafeString:
    pieces, done = [], 0
    for place in places:
        pieces += [
            escape(text[done : place.start]),
            f"<mark>{escape(text[place.start : place.end])}</mark>",
        ]
        done = place.end
    return mark_safe("".join([*pieces, escape(text[done:])]))  # noqa: S308 (escaped)
