"""What lists are sorted by: a page of a list begins after a place, or ends before one.

A place is what its row is sorted by, as numbers, texts in hexadecimals; it holds though the row is
gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from web.addresses import whole_number
from web.pagination import Asked, Turned

M = TypeVar("M", bound=Model)
BEGINNING = datetime.min.replace(tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class SortColumn(NamedTuple):
    """One of what a list is sorted by: a moment, a whole number or a text that is not empty.

    Null, if any is, sorts last.
    """

    name: str
    falls: bool = False
    is_moment: bool = False
    has_null: bool = False
    is_text: bool = False

    def beyond(self, value: Any, *, falls: bool) -> Q:
        """Return the rows that come after `value`."""
        if value is None:
            # Nulls are the last: before them is whatever is none.
            return Q(pk__in=[]) if falls == self.falls else Q(**{f"{self.name}__isnull": False})
        further = Q(**{f"{self.name}__{'lt' if falls else 'gt'}": value})
        last = self.has_null and falls == self.falls
        return further | Q(**{f"{self.name}__isnull": True}) if last else further


@dataclass(frozen=True)
class Order:
    """What a list is sorted by; the last column tells any two rows apart."""

    columns: tuple[SortColumn, ...]

    @property
    def names(self) -> list[str]:
        """What the columns are called in queries."""
        return [column.name for column in self.columns]

    @property
    def sorting(self) -> list[str]:
        """What a query is told to sort its rows by."""
        return [f"{'-' if each.falls else ''}{each.name}" for each in self.columns]

    def page(self, rows: QuerySet[M], asked: Asked, size: int, prefix: str = "") -> Turned[M]:
        """Return a page of `rows`, which are sorted so, with `size` of them at most.

        After what is the last row by now comes an empty page with a way back, before the first
        row the first page. Two queries at most. Raises Http404 for a place that is none, and for a
        number beyond the last; the first page may be empty.
        """
        if asked.after:
            found = list(rows.filter(self.after(asked.after))[: size + 1])
            if found:
                return self._turned(found[:size], prefix, newer=True, older=len(found) > size)
            return Turned([], f"{prefix}before={self.behind(asked.after)}", "")
        if asked.before:
            found = list(rows.reverse().filter(self.after(asked.before, back=True))[: size + 1])
            if found:
                newer = len(found) > size
                return self._turned(found[:size][::-1], prefix, newer=newer, older=True)
        start = (asked.page - 1) * size
        return self.found(list(rows[start : start + size + 1]), asked.page, size, prefix)

    def found(self, found: Sequence[M], page: int, size: int, prefix: str = "") -> Turned[M]:
        """Return page `page` of what was found from its beginning on, with one more if there is."""
        if page > 1 and not found:
            raise Http404("There is no such page.")
        return self._turned(list(found[:size]), prefix, newer=page > 1, older=len(found) > size)

    def after(self, place: str, *, back: bool = False, itself: bool = False) -> Q:
        """Return the rows after a place, `back` those before it; with `itself` the one there too.

        Raises Http404 where `place` did not write it.
        """
        beyond, same = Q(pk__in=[]), Q()
        for column, value in zip(self.columns, self._values(place), strict=True):
            beyond |= same & column.beyond(value, falls=column.falls != back)
            equal = {f"{column.name}__isnull": True} if value is None else {column.name: value}
            same &= Q(**equal)
        return beyond | same if itself else beyond

    def behind(self, place: str) -> str:
        """Return the place right after another one: what is before it has the row there as well."""
        *same, last = self._values(place)
        return self.place_of(*same, max(last + (-1 if self.columns[-1].falls else 1), 0))

    def place(self, row: Any) -> str:
        """Return the place of a row, for addresses."""
        values = (attrgetter(each.name.replace("__", "."))(row) for each in self.columns)
        return self.place_of(*values)

    def place_of(self, *values: Any) -> str:
        """Return the place of a row with these values."""
        return "-".join(map(_written, values))

    def _turned(self, rows: list[M], prefix: str, *, newer: bool, older: bool) -> Turned[M]:
        return Turned(
            rows,
            f"{prefix}before={self.place(rows[0])}" if rows and newer else "",
            f"{prefix}after={self.place(rows[-1])}" if rows and older else "",
        )

    def _values(self, place: str) -> list[Any]:
        texts = place.split("-")
        if len(texts) != len(self.columns):
            raise Http404("There is no such page.")
        values = [_read(*each) for each in zip(self.columns, texts, strict=True)]
        if "-".join(map(_written, values)) != place or any(
            value is None and not column.has_null
            for column, value in zip(self.columns, values, strict=True)
        ):
            raise Http404("There is no such page.")
        return values


def _written(value: datetime | int | str | None) -> str:
    if isinstance(value, datetime):
        value = number_of(value)
    elif isinstance(value, str):
        value = value.encode().hex()
    return "" if value is None else str(value)


def _read(column: SortColumn, written: str) -> Any:
    if not written:
        return None
    if column.is_text:
        return text_of(written)
    number = whole_number(written)
    return moment_of(number) if column.is_moment and number is not None else number


def text_of(written: str) -> str:
    """Return the text that stands in hexadecimals; raises Http404 where there is none."""
    try:
        text = bytes.fromhex(written).decode()
    except ValueError:
        text = ""
    if not text or min(text) < " ":
        raise Http404("There is no such page.")
    return text


def number_of(moment: datetime) -> int:
    """Return a moment as a number that sorts as it does."""
    return (moment - BEGINNING) // MICROSECOND


def moment_of(number: int) -> datetime:
    """Return the moment that `number_of` wrote; raises Http404 where there is none."""
    try:
        return BEGINNING + number * MICROSECOND
    except OverflowError:
        raise Http404("There is no such page.") from None


def latest(moment: str = "created_at", number: str = "pk") -> Order:
    """Return the order of what comes newest first."""
    return Order((SortColumn(moment, falls=True, is_moment=True), SortColumn(number, falls=True)))
