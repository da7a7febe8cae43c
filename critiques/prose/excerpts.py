"""What somebody wrote, in so many whole sentences as fit."""

import re
from collections.abc import Iterator

from forum.text import excerpt

# However long its first sentence is: a text without a full stop is one.
HARD = 700
# Where a sentence ends: its marks, what closes after them, and white space before what may begin
# the next one; scripts without spaces need none.
_ENDS = re.compile(
    r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\Wa-z_])|[。！？｡]+[」』”）)]*\s*|[।۔؟]+\s+"
)
# What has a full stop and goes on: initials, titles, “et al.”, “e.g.”, numbers as “No. 1”.
_GOES_ON = re.compile(
    r"(?:^|[\s(“\"‘])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|al|cf|vs|etc|No|Nr|pp?|Fig|Vol|Ed|Eds|ca|"
    r"Mr|Mrs|Ms|Dr|Prof|St|Mt|Jr|Sr|approx|esp|viz|bzw|usw)\.\s+$"
)


def whole_sentences(text: str, length: int) -> str:
    """Return the sentences a text begins with that fit into `length` characters, at least one.

    Where they take less than half of that, one more, which may take as much again: after “Fair.”
    comes what is meant. Nothing is cut within a sentence, but with “…” one that is longer than any
    should be.
    """
    if len(text) <= length:
        return text
    end = 0
    for until in _ends(text):
        if end and until > (length if end > length / 2 else 2 * length):
            break
        end = until
        if end > length:
            break
    return excerpt(text[:end].rstrip() if end else text, max(HARD, length))


def _ends(text: str) -> Iterator[int]:
    """Yield where its sentences end, the white space after them left out."""
    for found in _ENDS.finditer(text):
        if not _GOES_ON.search(text[max(0, found.end() - 24) : found.end()]):
            yield len(text[: found.end()].rstrip())
    yield len(text)


def without_claim(text: str, claim: str) -> str:
    """Return a text without its first sentence where that says no more than `claim`."""
    first = whole_sentences(text, 1)
    said, stands = (each.rstrip(" .!?…。！？").casefold() for each in (first, claim))
    return text[len(first) :].lstrip() if said in stands else text
