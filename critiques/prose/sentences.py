"""Where the sentences of a text end, in whatever language it is written."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from critiques.prose.abbreviations import ABBREVIATIONS, BEFORE_NUMBERS, TITLES

# Shorter is no sentence: “OK.”, “No.”, “Yes!”
FEWEST_WORDS = 4

# The full stops of scripts in which a full stop is nothing else; no space needs to follow.
CLEAR = "。｡！？．‼⁇⁈⁉؟۔।॥։።፧፨။។៕\u037e"
CLOSERS = "\"'”’“‘»«›‹)\\]}」』）】》〉*_"
OPENERS = "\"'“„‘‚«»‹›(\\[{「『（【《〈¿¡*_"
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
_END = re.compile(
    rf"[.!?…]*[{CLEAR}]+[.!?…{CLEAR}]*[{CLOSERS}]*|(?<={_WIDE})[!?]+[{CLOSERS}]*"
    # In Greek a semicolon asks.
    rf"|[.!?…]+[{CLOSERS}]*(?=\s|$)|(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=\s)"
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
    none, unless they close there; initials, titles, abbreviations and ordinals end none.
    """
    wholes = [match.span() for match in _WHOLES.finditer(text)]
    lower = text[: len(text)].lstrip()[:1].islower()
    start = 0
    for end, stop in _candidates(text, block_ends):
        if end <= start or count_words(text[start:end]) < FEWEST_WORDS:
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


def _candidates(text: str, block_ends: set[int]) -> list[tuple[int, re.Match[str] | None]]:
    """Return where a sentence may end: by its stop, or None for the end of a paragraph."""
    stops: list[tuple[int, re.Match[str] | None]] = [(m.end(), m) for m in _END.finditer(text)]
    blocks = [(at, None) for at in block_ends if text[at - 1 : at] not in (":", "：")]
    return sorted([*stops, *blocks], key=lambda each: each[0])


def _goes_on(
    text: str, start: int, stop: re.Match[str], wholes: list[tuple[int, int]], lower: bool
) -> bool:
    rest = text[stop.end() :]
    for begins, ends in wholes:
        if begins < stop.start() and stop.end() < ends:
            return True
        # Somebody's words, and who says so.
        if begins == start and stop.end() == ends and rest.strip():
            return True
    if any(sign in CLEAR for sign in stop[0]):
        return bool(_SAID.search(stop[0]) and _KANA.match(rest))
    following = _FIRST.match(rest)
    if following is None:
        return False
    if following[1].islower() and not lower:
        return True
    rest = rest[following.start(1) :]
    return stop[0][0] == "." and stop[0][1:2] != "." and _is_short(text[start : stop.start()], rest)


def _is_short(before: str, rest: str) -> bool:
    """Whether the full stop belongs to the last word of `before`, as of an abbreviation."""
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    if word.casefold() in BEFORE_NUMBERS and _NUMBER.match(rest):
        return True
    if word.casefold() in ABBREVIATIONS or word in TITLES or _is_unspoken(word):
        return True
    return any(each.fullmatch(word) for each in (_INITIAL, _DOTTED, _ORDINAL))


def _is_unspoken(word: str) -> bool:
    letters = normalize("NFD", word.casefold()).translate(_ACCENTS)
    return bool(_UNSPOKEN.fullmatch(letters)) and word[1:].islower() and letters not in _UNITS
