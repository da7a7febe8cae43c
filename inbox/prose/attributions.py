"""The lines with which mail programs begin what they quote: “On Tuesday Alice wrote:”.

Two ways to know them: what mail-parser-reply knows of their languages, and, in any language, that
they name an address of this site, from which the mail came that is answered.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailMessage as Known

# A line of the kind is broken into so many at most, and is no longer. The library’s patterns take
# the third power of a text’s length.
LINES, LONGEST = 3, 300
# Of all marks of direction; programs put them around names.
_MARKS = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_ENDS = (":", "：")
_LABEL = re.compile(r"[\s*_]*[^\W\d_][^\n:：]{0,24}[:：]")
_RULE = re.compile(r"[\s>]*(?:[_-]{5,}.*|\\?-{5,}.*[-]{3,})\s*")
_DATE = re.compile(r"\d.*\d.*\d", re.DOTALL)
_ORIGINAL = re.compile(r"\s*-{3,} ?\S.{3,60}\S ?-{3,}\s*")


@cache
def _known() -> re.Pattern[str]:
    languages = [each for each in MAIL_LANGUAGES if len(each) == 2]
    return Known(text="", languages=languages).HEADER_REGEX


@cache
def _sent_from() -> re.Pattern[str]:
    said = {each.get("sent_from", "") for each in MAIL_LANGUAGES.values()}
    ours = "Sent with|Sent from|Von meinem .* gesendet|Envoyé (?:de|à partir de)|Inviato da"
    every = "|".join(sorted(filter(None, said)))
    return re.compile(rf"(?:{every}|{ours}).{{0,100}}", re.IGNORECASE)


def attribution_at(lines: Sequence[str], first: int, ours: Collection[str]) -> int:
    """Return how many lines from `first` on say who wrote what follows; 0 where none does.

    `ours` are this site’s addresses, in small letters.
    """
    for count in range(1, LINES + 1):
        parts = lines[first : first + count]
        if len(parts) < count or not all(part.strip() for part in parts):
            return 0
        if _says_who(parts, ours):
            # Of what stands right above one, the line alone is none.
            later = range(1, count)
            return 0 if any(_says_who(parts[n:], ours, whole=True) for n in later) else count
    return 0


def block_at(lines: Sequence[str], first: int, ours: Collection[str]) -> int:
    """Return how many lines from `first` on are the head of a message: “From:”, “Sent:”, …"""
    count = 0
    while first + count < len(lines) and _RULE.fullmatch(lines[first + count][:LONGEST]):
        count += 1
    begins = first + count
    labelled = begins
    while labelled < len(lines) and _LABEL.match(plain(lines[labelled])):
        labelled += 1
    if labelled - begins < 2:
        # A rule that says what follows: “-----Original Message-----”.
        return 1 if _ORIGINAL.fullmatch(lines[first][:LONGEST]) else 0
    block = "\n".join(plain(line)[:LONGEST] for line in lines[begins : begins + 4])
    known = _known().match(block)
    return labelled - first if known or _has(block, ours) else 0


def is_sent_from(line: str) -> bool:
    """Whether a line only tells with which program or device it was sent."""
    return _sent_from().match(plain(line)[:LONGEST]) is not None


def plain(line: str) -> str:
    """Return a line without marks of direction, and without spaces around it."""
    return line.translate(_MARKS).strip()


def _says_who(parts: Sequence[str], ours: Collection[str], *, whole: bool = False) -> bool:
    """Whether these lines are one such line; `whole` where it surely has its beginning, a date."""
    for window in ("\n".join(parts), " ".join(parts), "".join(parts)):
        window = plain(window)
        if len(window) > LONGEST or not window.endswith(_ENDS):
            continue
        found = _known().match(window)
        if found is not None and found.end() == len(window):
            return True
        if _has(window, ours) and (len(parts) == 1 or _DATE.search(window)):
            return not whole or _DATE.search(window) is not None
    return False


def _has(text: str, ours: Collection[str]) -> bool:
    small = re.sub(r"\s|\\", "", text.lower())
    return any(address in small for address in ours)
