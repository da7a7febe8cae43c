"""What is typed into the field, understood. Its last rule takes anything: no input is an error.

    wording "as it stands" begin* -not  author:name  topic:"two words"  status:open  letter:2b
    in:title  in:essays

What begins like a filter and is none is looked for as words.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from critiques.words import UNRESOLVED, Status
from search.words import words_of

# Of what is typed, in characters, and of what is looked for in it.
LONGEST = 400
MOST = 20

_PIECE = regex.compile(
    r"""(?P<minus>-)?+(?:(?P<name>[A-Za-z]{2,12}):(?=\S))?+(?:["“”„](?P<quoted>[^"“”„]*+)["“”„]?|(?P<plain>[^\s"“”„]++))"""
)

KINDS = {
    "essay": ("essay", "essays", "post", "posts"),
    "reply": ("reply", "replies"),
    "objection": ("objection", "objections"),
    "question": ("question", "questions"),
    "person": ("person", "people"),
    "title": ("title", "titles"),
}
# By what readers call them, and by their names in files.
STATUSES: dict[str, tuple[str, ...]] = {
    **{status.value: (status.value,) for status in Status},
    "unresolved": tuple(status.value for status in UNRESOLVED),
    "disputed": (Status.CONTESTED.value,),
    "agreed": (Status.CONCEDED.value,),
    "taken-back": (Status.WITHDRAWN.value,),
    "not-pursued": (Status.DECLINED.value,),
}


# Where words are looked for, not which kind of text.
TITLES = ("in", "title")


class Wanted(NamedTuple):
    """Words that stand one after the other; with `begins` the last is how a word begins."""

    typed: str
    words: tuple[str, ...]
    begins: bool = False
    minus: bool = False


class Filter(NamedTuple):
    """What narrows what is found, by its name, with a value that it can have."""

    typed: str
    name: str
    value: str
    minus: bool = False


class Query(NamedTuple):
    """All that was understood, in the order in which it was typed."""

    parts: tuple[Wanted | Filter, ...] = ()
    # Whether more was typed than is looked for.
    is_cut: bool = False

    @property
    def wanted(self) -> list[Wanted]:
        """The words that must be there."""
        return [part for part in self.parts if isinstance(part, Wanted) and not part.minus]

    @property
    def unwanted(self) -> list[Wanted]:
        """The words that may not be there."""
        return [part for part in self.parts if isinstance(part, Wanted) and part.minus]

    @property
    def filters(self) -> list[Filter]:
        """What narrows it, but for `in:title`."""
        return [part for part in self.parts if isinstance(part, Filter) and part[1:3] != TITLES]

    @property
    def in_titles(self) -> bool:
        """Whether the words are looked for in titles, claims and names alone."""
        return any(isinstance(part, Filter) and part[1:3] == TITLES for part in self.parts)

    def without(self, part: Wanted | Filter) -> str:
        """Return what one would type for all but this part."""
        return " ".join(each.typed for each in self.parts if each is not part)


def understood(typed: str) -> Query:
    """Return what was understood of what somebody typed, whatever that is."""
    parts: list[Wanted | Filter] = []
    for part in _parts(typed[:LONGEST]):
        if len(parts) == MOST:
            return Query(tuple(parts), is_cut=True)
        parts.append(part)
    return Query(tuple(parts), is_cut=len(typed) > LONGEST)


def _parts(typed: str) -> Iterator[Wanted | Filter]:
    for found in _PIECE.finditer(typed):
        name, value = (found["name"] or "").lower(), found["quoted"] or found["plain"] or ""
        minus = found["minus"] is not None
        known = FILTERS[name](value) if name in FILTERS else ""
        if known and not (minus and known == "title"):
            yield Filter(found[0], "in" if name == "kind" else name, known, minus)
            continue
        said = found["plain"] or ""
        text = f"{found['name']} {value}" if name else value
        if words := tuple(word.folded for word in words_of(text)):
            yield Wanted(found[0], words, said.endswith("*"), minus)


def _name(value: str) -> str:
    return value if regex.fullmatch(r"@?[A-Za-z0-9_-]{2,30}", value) else ""


def _letter(value: str) -> str:
    return value.lower() if regex.fullmatch(r"(?:[1-9]\d{0,3})?[a-eA-E]", value) else ""


FILTERS: dict[str, Callable[[str], str]] = {
    "author": lambda value: _name(value).removeprefix("@").lower(),
    "topic": lambda value: " ".join(value.replace("\0", "").split()),
    "status": lambda value: value.lower() if value.lower() in STATUSES else "",
    "letter": _letter,
    "in": lambda value: next((k for k, v in KINDS.items() if value.lower() in v), ""),
}
FILTERS["kind"] = FILTERS["in"]
