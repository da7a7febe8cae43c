"""A line of an objection's history, and the lines of what moderators took back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from critiques.record.course.undone import Undone
from critiques.record.quotes import Quote
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
        what=what,
        when=day(at),
        iso=iso(at),
        url=quote.url if quote else "",
        text=text or (quote.text if quote else ""),
    )


def taken_back(
    number: int, undone: Sequence[Undone], addresses: Mapping[int, str]
) -> Iterator[Line]:
    """Yield what was done to it, or to a part of it, and taken back."""
    for each in undone:
        if number not in (each.number, each.into):
            continue
        if each.into == number:
            it, whole = addresses[each.number], "this"
        else:
            it, whole = "it", addresses.get(each.into or 0, "")
        done, back = (
            (f"made {it} part of {whole}", f"made {it} stand by itself again")
            if each.into
            else ("removed it", "put it back")
        )
        shape = "merged" if each.into else "struck"
        if each.at:
            what = f"{done}: {each.reason}"
            yield line_of(each.at, shape, what, "A moderator", status=shape)
        yield line_of(each.back_at, "open", f"{back}: {each.back_reason}", "A moderator")
