"""Lists that are shown a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from django.http import Http404

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
