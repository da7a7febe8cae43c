"""Lists that are shown a page at a time.

A list that grows, or that rows leave, is paged by place: `Order.page` begins after the last row of
the page before, or ends before the first of the one after, whatever was added or taken away since.
Nothing is shown twice, and nothing is skipped. The place is what the list is sorted by, so that it
holds though its row is gone. `Paged` counts from the beginning: for a list that cannot change, or
to whose end alone is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Self, TypeVar

from django.http import Http404
from django.utils.translation import gettext

from web.addresses import page_number

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """The rows of one page, and the numbers of those before and after it; 0 where there is none."""

    rows: list[T]
    newer: int
    older: int

    @classmethod
    def of(cls, rows: Any, page: int, size: int) -> Self:
        """Return page `page` (from 1) of rows that can be cut, with `size` of them.

        One query at most. Raises Http404 beyond the last; the first may be empty.
        """
        start = (page - 1) * size
        return cls.of_found(list(rows[start : start + size + 1]), page, size)

    @classmethod
    def of_found(cls, found: Sequence[T], page: int, size: int) -> Self:
        """Return the page of what was found from its beginning on, with one more where there is."""
        if page > 1 and not found:
            raise Http404("There is no such page.")
        return cls(list(found[:size]), page - 1, page + 1 if len(found) > size else 0)


class Asked(NamedTuple):
    """Which page an address asks for: after a place, before one, or by its number (from 1)."""

    page: int = 1
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], number: str = "page", prefix: str = "") -> Self:
        """Read it of an address; raises Http404 for nonsense in place of a number."""
        places = (query.get(f"{prefix}{name}", "") for name in ("after", "before"))
        return cls(page_number(query.get(number, "")), *places)

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> Self:
        """Read it of a form, which `fields` filled in; nonsense asks for the first page."""
        try:
            return cls.of(data)
        except Http404:
            return cls()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form or an address sends to ask the same; nothing for the first page."""
        asked = self._asdict() | {"page": str(self.page) if self.page > 1 else ""}
        return [(name, value) for name, value in asked.items() if value]

    @property
    def told(self) -> str:
        """What tells the page from the first, as its title ends; nothing for the first."""
        if self.page > 1:
            return gettext(", page %(number)d") % {"number": self.page}
        return gettext(", more") if self.after or self.before else ""


# The page that is asked for with nothing.
FIRST = Asked()


class Turned(NamedTuple, Generic[T]):
    """The rows of one page, and how addresses ask for those before and after: “” for none."""

    rows: list[T]
    newer: str
    older: str

    def beside(self, url: str) -> dict[str, str]:
        """Return the addresses of the pages beside it, of a list that stands at `url`."""
        return {"newer_url": with_query(url, self.newer), "older_url": with_query(url, self.older)}


def with_query(url: str, query: str) -> str:
    """Return `url` with a query added to its own; empty where there is none to add."""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else ""
