"""What people write, in all the world’s scripts: what is seen of it, and how long it is to read."""

import re
from typing import NamedTuple

import regex
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

# Signs that nobody sees: white space, controls, joiners, variations, directions, the fillers of
# Hangul, blank patterns of Braille, and marks, which need a letter to stand on. Some signs of
# Arabic and others count as controls, but are seen.
_UNSEEN = (
    r"\p{DI}\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{M}\p{NChar}\u1160\u2800\ufff9-\ufffc\uffa0\U0001d159"
)
_SEEN = regex.compile(
    rf"[^{_UNSEEN}]|[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u070f\U000110bd\U000110cd]"
)
# Joiners, which belong to words of some scripts, are among them.
_LEFT_OUT = regex.compile(r"[\p{DI}\p{Cc}\p{Cf}\u1160\u2800\ufff9-\ufffc\uffa0\U0001d159]+")

# Scripts that set no space between words: of Chinese, Japanese and Yi, whose signs are words or
# parts of them, and of those in South East Asia and Tibet, which have letters.
SIGNS = (
    r"\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
LETTERS = (
    r"\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b00-\u1b4c"
    r"\ua980-\ua9c0\ua9e0-\ua9fe\uaa60-\uaadf"
)
# How much is read in a minute of words, of such signs, and of such letters with their marks.
WORDS_A_MINUTE = 230
SIGNS_A_MINUTE = 400
LETTERS_A_MINUTE = 1200
_SIGN, _LETTER = re.compile(f"[{SIGNS}]"), re.compile(f"[{LETTERS}]")
_WORD = re.compile(r"[^\W_]\S*+")

# What is one sign to who reads it; letters that a virama or a joiner makes one are not parted,
# even in scripts where Unicode would.
CLUSTER = r"\X(?:(?<=[\p{CCC=9}\u200d--[\u0bcd\u0e3a\u0eba]])(?=\p{L})\X)*+"
_CLUSTER = regex.compile(CLUSTER, regex.V1)
# No sign that anybody reads has more parts.
_MOST_PARTS = 100


class TextKind(NamedTuple):
    """A kind of text, by what is said of one that cannot be kept: a whole sentence each.

    No language builds them of the same pieces. `too_long` may have `%(length)s`, `%(more)s` and
    `%(limit)s`.
    """

    too_long: str | Promise
    unseen: str | Promise


def one_line(text: str) -> str:
    """Return a text with each run of white space, line ends of all kinds included, as one space."""
    return " ".join(text.split())


def shows_nothing(text: str) -> bool:
    """Return whether a text has not one sign that is seen."""
    return _SEEN.search(text) is None


def check_shows(text: str, *, refusal: str | Promise, code: str = "empty") -> None:
    """Raise ValidationError, which says `refusal`, where nothing of a text there would be seen."""
    if text and shows_nothing(text):
        raise ValidationError(str(refusal), code=code)


def as_seen(text: str) -> str:
    """Return a text without the signs that are not seen, but for its spaces."""
    return str(_LEFT_OUT.sub("", text))


def whole_signs(text: str, length: int) -> str:
    """Return at most the first `length` characters of a text, with no sign torn apart."""
    end = 0
    for found in _CLUSTER.finditer(text[: length + _MOST_PARTS]):
        if found.end() > length:
            break
        end = found.end()
    return text[: end or length]


def words_in(text: str) -> int:
    """Return how many words a plain text has; where no spaces part them, a sign is one.

    Of scripts whose letters are set without spaces, as many letters as are read in its time.
    """
    signs, letters, words = _counted(text)
    return words + signs + round(letters * WORDS_A_MINUTE / LETTERS_A_MINUTE)


def minutes_to_read(text: str) -> int:
    """Return how many minutes a plain text takes, one at least."""
    signs, letters, words = _counted(text)
    minutes = words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE + letters / LETTERS_A_MINUTE
    return max(1, round(minutes))


def _counted(text: str) -> tuple[int, int, int]:
    """Return how many signs, letters and words of the others a text has."""
    text, signs = _SIGN.subn(" ", text)
    text, letters = _LETTER.subn(" ", text)
    return signs, letters, len(_WORD.findall(text))
