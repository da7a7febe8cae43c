"""Where the sentences of a text end, in whatever language it is written."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from critiques.prose.abbreviations import ABBREVIATIONS, BEFORE_NUMBERS, TITLES

# Shorter is no sentence: “OK.”, “No.”, “Yes!”
FEWEST_WORDS = 4

# The full stops of scripts in which a full stop is nothing else; no space needs to follow.
CLEAR = "。｡！？．‼⁇⁈⁉؟۔।॥։።፧፨။។៕\u037e"
_CLEAR = frozenset(CLEAR)
CLOSERS = "\"'”’“‘»«›‹)\\]}」』）】》〉*_"
OPENERS = "\"'“„‘‚«»‹›(\\[{「『（【《〈¿¡*_"
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
_END = re.compile(
    # Of most signs it is seen at once that they end nothing.
    rf"(?=[.!?…;{CLEAR}])(?:"
    rf"[.!?…]*[{CLEAR}]+[.!?…{CLEAR}]*[{CLOSERS}]*|(?<={_WIDE})[!?]+[{CLOSERS}]*"
    # In Greek a semicolon asks.
    rf"|[.!?…]+[{CLOSERS}]*(?=\s|$)|(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=\s))"
)
_WHOLES = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"|「[^「」]*」|『[^『』]*』"
    r"|\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）"
)
_FIRST = re.compile(rf"\s*[{OPENERS}]*(\S)")
_LAST_WORD = re.compile(rf"[^\s{OPENERS}]+$")
# A single letter, with its accents; letters with full stops between (“z.B”, “т.е”); ordinals.
_INITIAL = re.compile(
    r"[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f]*"
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+-?[^\W\d_]{1,4}|[^\W\d_]{1,5}\.(?:-[^\W\d_]{1,5}){1,2}")
# Letters of which no word is made without one that sounds (“Mss”, “szt”, “гг”), unless it is a unit
# or sounds so; r and l do in Slavic languages, w in Welsh.
_UNSPOKEN = re.compile(r"[b-df-hjkmnp-qstvxzßбвгджзйкмнпстфхцчшщъьθκλμνξπρστυφχψβγδζς]{2,5}")
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_UNITS = frozenset(
    "kg km cm mm mg kb mb gb tb hz khz mhz ghz tv pc cd dvd pdf hmm shh psst кг км см мм".split()
)
_ORDINAL = re.compile(r"\d{1,3}|[IVX]{2,5}")
# “Art. I, § 8”, but “art. I think”.
_NUMBER = re.compile(r"[\d#§]|(?!I[’']|I (?!and|of|or|to)[a-z])[IVXLC]+\b")
_SIGNS = re.compile(_WIDE)
# Japanese goes on after what somebody said.
_SAID = re.compile(r"[」』]$")
_KANA = re.compile(r"[\u3041-\u309f、]")
# Scripts that write several words without a space.
_RUNS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_LETTERS_TO_A_WORD = 4
_WORD = re.compile(r"[^\W_]\S*")


class Span(NamedTuple):
    """The sentence `text[start:end]`."""

    start: int
    end: int


def sentences(text: str, block_ends: set[int]) -> Iterator[Span]:
    """Yield the sentences of plain text with single spaces, each at least four words, but the last.

    `block_ends` are where its paragraphs end. What stands in quotation marks or brackets ends
    none, unless they close there; initials, titles, abbreviations and ordinals end none. No more of
    the text is looked at than is asked for.
    """
    wholes = _Wholes(text)
    lower = text.lstrip()[:1].islower()
    start = 0
    for end, stop in _candidates(text, block_ends):
        if end <= start or not _has_enough_words(text, start, end):
            continue
        if stop is not None and _goes_on(text, start, stop, wholes, lower):
            continue
        yield Span(start, end)
        start = end + (text[end : end + 1] == " ")
    if text[start:].strip():
        yield Span(start, len(text))


def count_words(text: str) -> int:
    """Return how many words a text has; of Chinese and Japanese each sign counts."""
    spaced, wide = _SIGNS.subn(" ", text)
    unspaced = sum(len(run) // _LETTERS_TO_A_WORD for run in _RUNS.findall(text))
    return wide + unspaced + len(_WORD.findall(spaced))


def _has_enough_words(text: str, start: int, end: int) -> bool:
    # Where spaces part enough of them, signs and what has no spaces only make it more.
    words = islice(_WORD.finditer(text, start, end), FEWEST_WORDS)
    return sum(1 for _ in words) == FEWEST_WORDS or count_words(text[start:end]) >= FEWEST_WORDS


def _candidates(text: str, block_ends: set[int]) -> Iterator[tuple[int, re.Match[str] | None]]:
    """Yield where a sentence may end: by its stop, or None for the end of a paragraph."""
    blocks = sorted((at for at in block_ends if text[at - 1 : at] not in (":", "：")), reverse=True)
    for stop in _END.finditer(text):
        while blocks and blocks[-1] < stop.end():
            yield blocks.pop(), None
        yield stop.end(), stop
    yield from ((at, None) for at in reversed(blocks))


class _Wholes:
    """Where what stands in quotation marks or brackets begins and ends."""

    def __init__(self, text: str) -> None:
        self._found: list[tuple[int, int]] = []
        self._more = (match.span() for match in _WHOLES.finditer(text))

    def before(self, place: int) -> list[tuple[int, int]]:
        """Return at least those that begin before a place."""
        while not self._found or self._found[-1][0] < place:
            following = next(self._more, None)
            if following is None:
                break
            self._found.append(following)
        return self._found


def _goes_on(text: str, start: int, stop: re.Match[str], wholes: _Wholes, lower: bool) -> bool:
    rest = text[stop.end() :]
    for begins, ends in wholes.before(stop.end()):
        if begins < stop.start() and stop.end() < ends:
            return True
        # Somebody's words, and who says so.
        if begins == start and stop.end() == ends and rest.strip():
            return True
    if not _CLEAR.isdisjoint(stop[0]):
        return bool(_SAID.search(stop[0]) and _KANA.match(rest))
    following = _FIRST.match(rest)
    if following is None:
        return False
    if following[1].islower() and not lower:
        return True
    if stop[0][0] != "." or stop[0][1:2] == ".":
        return False
    last = _LAST_WORD.search(text, max(start, text.rfind(" ", 0, stop.start()) + 1), stop.start())
    return _is_short(last[0] if last else "", rest[following.start(1) :])


def _is_short(word: str, rest: str) -> bool:
    """Whether the full stop belongs to the word, as of an abbreviation; `rest` comes after it."""
    if word.casefold() in BEFORE_NUMBERS and _NUMBER.match(rest):
        return True
    if word.casefold() in ABBREVIATIONS or word in TITLES or _is_unspoken(word):
        return True
    return any(each.fullmatch(word) for each in (_INITIAL, _DOTTED, _ORDINAL))


def _is_unspoken(word: str) -> bool:
    letters = normalize("NFD", word.casefold()).translate(_ACCENTS)
    return bool(_UNSPOKEN.fullmatch(letters)) and word[1:].islower() and letters not in _UNITS
