"""Which passage of an essay a reply quotes."""

import re
from typing import NamedTuple

SHORTEST = 20
CONTEXT = 32

QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


class Passage(NamedTuple):
    """A W3C text-quote and text-position selector into a revision's plain text.

    `start` is in code points; `prefix` and `suffix` have up to 32 characters.
    """

    exact: str
    prefix: str
    suffix: str
    start: int


def find_passage(source: str, plain: str) -> Passage | None:
    """Return the first passage of `plain` that `source`, Markdown, quotes.

    A quotation is a block quote or stands in quotation marks, has 20 characters or more, and
    occurs in `plain` exactly once, straight and typographic marks being equal.
    """
    essay = plain.translate(STRAIGHT)
    for quotation in _quotations(source):
        words = " ".join(quotation.split()).translate(STRAIGHT).strip(" .,;:…")
        if len(words) >= SHORTEST and essay.count(words) == 1:
            return passage_at(plain, essay.index(words), len(words))
    return None


def passage_at(plain: str, start: int, length: int) -> Passage:
    """Return the passage of `length` code points of `plain` at `start`."""
    end = start + length
    return Passage(
        exact=plain[start:end],
        prefix=plain[max(0, start - CONTEXT) : start],
        suffix=plain[end : end + CONTEXT],
        start=start,
    )


def _quotations(source: str) -> list[str]:
    block: list[str] = []
    found: list[str] = []
    for line in [*source.split("\n"), ""]:
        stripped = re.sub(r"^\s{0,3}(?:\(?[A-Za-z]\\?\)\s+)?", "", line)
        if stripped.startswith(">"):
            block.append(stripped.lstrip("> "))
        elif block:
            found.append(" ".join(block))
            block = []
    found += [next(filter(None, match.groups())) for match in QUOTED.finditer(source)]
    return found
