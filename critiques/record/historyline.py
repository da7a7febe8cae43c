"""A line of an objection's history, and the lines of what moderators took back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from critiques.record.course.undone import Undone
from critiques.record.sayings.quotes import Quote
from critiques.terms import deeds_for
from web.dates import day, iso


@dataclass(frozen=True)
class Line:
    """One line: `shape` names its sign, `text` are the words that came with it."""

    at: datetime
    shape: str
    status: str
    who: str
    what: str
    when: str
    iso: str
    url: str
    text: str


def line_of(
    at: datetime,
    shape: str,
    what: str,
    who: str,
    *,
    quote: Quote | None = None,
    text: str = "",
    status: str = "",
) -> Line:
    """Return the line of what `who` did, with the words of `quote` or `text`."""
    return Line(
        at=at,
        shape=shape,
        status=status,
        who=who,
        what=str(what),
        when=day(at),
        iso=iso(at),
        url=quote.url if quote else "",
        text=text or (quote.text if quote else ""),
    )


def taken_back(
    number: int, kind: str, undone: Sequence[Undone], addresses: Mapping[int, str]
) -> Iterator[Line]:
    """Yield what was done to what has this number, or to a part of it, and taken back."""
    who = gettext("A moderator")
    for each in undone:
        if number not in (each.number, each.into):
            continue
        done, back = _told(each, number, kind, addresses)
        shape = "merged" if each.into else "struck"
        if each.at:
            yield line_of(each.at, shape, f"{done}: {each.reason}", who, status=shape)
        yield line_of(each.back_at, "open", f"{back}: {each.back_reason}", who)


def _told(each: Undone, number: int, kind: str, addresses: Mapping[int, str]) -> tuple[str, str]:
    """Return what a moderator did, and how it was taken back, as objection `number` tells it."""
    deeds = deeds_for(kind)
    if each.into is None:
        return deeds.removed, deeds.put_back
    if each.into == number:
        part = {"address": addresses[each.number]}
        return (
            gettext("made %(address)s part of this") % part,
            gettext("made %(address)s stand by itself again") % part,
        )
    whole = {"address": addresses.get(each.into, "")}
    return deeds.made_part % whole, deeds.separated
