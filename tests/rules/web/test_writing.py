"""What is seen of a text in the world’s scripts, and how long it is to read."""

import pytest

from web.writing import as_seen, minutes_to_read, one_line, shows_nothing, whole_signs

UNSEEN = {
    "nothing": "",
    "white space": " \t\n\v\f\r\x1c\x85\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "soft hyphen and mathematics": "\u00ad\u2061\u2062\u2063\u2064",
    "fillers of Hangul": "\u3164\u115f\u1160\uffa0",
    "blank Braille": "\u2800",
    "variations": "\ufe0e\ufe0f\U000e0100\u180b",
    "marks alone": "\u0301\u0489\u20dd\u093f\u0e35\u064b",
    "joiner of graphemes": "\u034f",
    "vowels of Khmer that are not written": "\u17b4\u17b5",
    "tags": "\U000e0041\U000e007f",
    "directions": "\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    "annotations": "\ufff9\ufffa\ufffb\ufffc",
    "musical beams and a note without a head": "\U0001d173\U0001d159",
    "controls": "\x01\x1b\x7f\x9f",
    "shorthand": "\U0001bca0",
    "somebody’s own signs": "\ue000\uf8ff",
    "no characters": "\ufffe\U0001ffff",
}
SEEN = [
    "a",
    "1",
    ".",
    "字",
    "ا",
    "\u200fא",
    "한",
    "ก\u0e35",
    "◌\u0301",
    "🙂",
    "👍🏽",
    "🇩🇪",
    "\U0001fae8",
]
SEEN += ["#", "—", "…", "\u06dd", "⠁", "\u0378", "e\u0301", "ⴰ", "ᚠ", "𓀀"]


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_shows_nothing(text: str) -> None:
    assert shows_nothing(text) and shows_nothing(f" {text}\n{text}")


@pytest.mark.parametrize("text", SEEN)
def test_what_shows_something(text: str) -> None:
    assert not shows_nothing(text)
    assert not shows_nothing("".join(UNSEEN.values()) + text)


def test_a_text_without_what_is_not_seen() -> None:
    assert as_seen("م\u200cن x\u3164\ufe0f y\u00ad") == "من x y"


def test_white_space_of_every_kind_is_one_space() -> None:
    assert one_line("\x0ba\vb\fc\x1cd\x85e\u2028f\u2029g\r\nh\u3000 ") == "a b c d e f g h"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 2300, 10),
        ("слово и́ли д’Артаньян " * 767, 10),
        ("a" * 5000, 1),
        ("word \n\n * # — … " * 2300, 10),
        ("字" * 4000, 10),
        ("字、" * 4000 + " \n" * 9000, 10),
        ("ひらがなとカタカナ" * 445, 10),
        ("ภาษาไทย" * 1715, 10),
        ("한국어 단어 " * 1150, 10),
        ("كلمة عربيّة " * 1150, 10),
        ("हिन्दी में " * 1150, 10),
        ("字 word " * 1150, 8),
        ("don’t re-read 3.14 " * 767, 10),
    ],
)
def test_minutes_to_read(text: str, minutes: int) -> None:
    assert minutes_to_read(text) == minutes


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("abc", 2, "ab"),
        ("e\u0301e\u0301", 3, "e\u0301"),
        ("हिन्दी", 3, "हि"),
        ("ශ්\u200dරී ල", 3, "ශ්\u200d"),
        ("x👨\u200d👩\u200d👧", 4, "x"),
        ("🇩🇪🇫🇷", 3, "🇩🇪"),
        ("한국", 1, "한"),
        ("a" + "\u0301" * 300, 5, "a" + "\u0301" * 4),
    ],
)
def test_no_sign_is_torn(text: str, length: int, kept: str) -> None:
    assert whole_signs(text, length) == kept
