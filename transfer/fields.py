"""Taking JSON objects apart, field by field."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from transfer.values import Json, name_of, text_of, wrong
from web.writing import one_line

# The largest number that every database stores in such a column.
LARGEST = 2**31 - 1
# The first year that can be shown in any zone.
EARLIEST = 1900
# How far the clock of the site that wrote a file may be ahead.
AHEAD = timedelta(days=1)
A_TIME = "expected a time with a zone, like 2026-01-01T09:00:00Z."


class Reader:
    """One object of the file; each method takes one field, checked, or its default."""

    def __init__(self, value: Json, place: str):
        if not isinstance(value, dict):
            raise wrong(place or "the file", "expected an object.")
        self.value, self.place = value, place

    def at(self, key: str) -> str:
        """Return the place of a field."""
        return f"{self.place}.{key}" if self.place else key

    def wrong(self, key: str, problem: str) -> ValidationError:
        """Return the error that names the place of a field, or with "" of the object itself."""
        return wrong(self.at(key) if key else self.place, problem)

    def raw(self, key: str) -> Json:
        """Return a field as it is, or None."""
        return self.value.get(key)

    def has(self, key: str) -> bool:
        """Whether the field is given."""
        return key in self.value

    def is_null(self, key: str) -> bool:
        """Whether the field is given as null: what it said was removed."""
        return self.has(key) and self.raw(key) is None

    def text(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a text of 1 to `limit` characters; `default` (also for null) makes it optional."""
        value = self.raw(key)
        if default is not None and value in (None, ""):
            return default
        return text_of(value, self.at(key), limit)

    def phrase(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a text without white space around it."""
        return self.text(key, limit=limit, default=default).strip()

    def line(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a text on one line, white space collapsed."""
        return one_line(self.text(key, limit=limit, default=default))

    def context(self, key: str, *, limit: int) -> str | None:
        """Return a text that may be white space or empty; None where it is left out."""
        value = self.raw(key)
        if isinstance(value, str) and not value.strip() and len(value) <= limit:
            return value
        return None if value is None else text_of(value, self.at(key), limit)

    def name(self, key: str, *, default: str | None = None) -> str:
        """Return a username; `default` makes it optional."""
        value = self.raw(key)
        return default if value is None and default else name_of(value, self.at(key))

    def number(self, key: str, *, least: int = 1) -> int | None:
        """Return a whole number from `least`; None where it is left out."""
        value = self.raw(key)
        if value is None:
            return None
        if type(value) is not int or not least <= value <= LARGEST:
            raise self.wrong(key, f"expected a whole number from {least}.")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, which is the default."""
        value = self.raw(key)
        if value is not None and type(value) is not bool:
            raise self.wrong(key, "expected true or false.")
        return bool(value)

    def objection(self) -> int:
        """Return the number of an objection that the field of this name has to give."""
        number = self.number("objection")
        if number is None:
            raise self.wrong("objection", "expected the number of an objection.")
        return number

    def moment(self, key: str) -> datetime | None:
        """Return a time that has come, in UTC, which the file gives with its zone, or None."""
        value = self.raw(key)
        if value is None:
            return None
        try:
            moment = parse_datetime(value) if isinstance(value, str) else None
            known = moment and moment.tzinfo and moment.year >= EARLIEST
            found = moment.astimezone(UTC) if moment and known else None
        except (ValueError, OverflowError):
            found = None
        if found is None:
            raise self.wrong(key, A_TIME)
        if found > timezone.now() + AHEAD:
            raise self.wrong(key, "this time has not come yet.")
        return found

    def time(self, key: str) -> datetime:
        """Return a time that has to be given."""
        moment = self.moment(key)
        if moment is None:
            raise self.wrong(key, A_TIME)
        return moment

    def one_of(self, key: str, values: Collection[str], *, default: str | None = None) -> str:
        """Return one of `values`, or the default."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or value not in values:
            raise self.wrong(key, f"expected one of {', '.join(values)}.")
        return value

    def items(self, key: str) -> list[tuple[Json, str]]:
        """Return the items of a list with their places; none if it is left out."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "expected a list.")
        return [(item, f"{self.at(key)}[{n}]") for n, item in enumerate(value)]

    def object(self, key: str) -> "Reader":
        """Return the object that the field is."""
        return Reader(self.raw(key), self.at(key))

    def objects(self, key: str) -> list["Reader"]:
        """Return the objects of a list; none if it is left out."""
        return [Reader(item, place) for item, place in self.items(key)]
