"""Taking JSON apart, with the place of whatever is wrong in it."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from forum.text import clean_source


def wrong(place: str, problem: str) -> ValidationError:
    """Return the error that names its place in the file."""
    return ValidationError(f"{place}: {problem}")


def json_of(text: str) -> Any:
    """Return the value of a JSON text; raises ValidationError with line and column."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise wrong("the file", f"“{twice}” is given twice in one object.")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise wrong(f"line {error.lineno}, column {error.colno}", f"{error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise wrong("the file", "it is nested too deeply or has a number too long.") from error


def _no_constant(name: str) -> None:
    raise wrong("the file", f"{name} is no JSON number.")


class Reader:
    """One object of the file; each method takes one field, checked, or its default."""

    def __init__(self, value: Any, place: str):
        if not isinstance(value, dict):
            raise wrong(place, "expected an object.")
        self.value, self.place = value, place

    def at(self, key: str) -> str:
        """Return the place of a field."""
        return f"{self.place}.{key}" if self.place else key

    def raw(self, key: str) -> Any:
        """Return a field as it is, or None."""
        return self.value.get(key)

    def has(self, key: str) -> bool:
        """Whether the field is given."""
        return key in self.value

    def text(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a text of 1 to `limit` characters; `default` (also for null) makes it optional."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise wrong(self.at(key), "expected a text.")
        if not value and default is not None:
            return default
        try:
            return clean_source(value, limit=limit, what="text")
        except ValidationError as error:
            raise wrong(self.at(key), error.messages[0]) from error

    def line(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a text on one line, white space collapsed."""
        return " ".join(self.text(key, limit=limit, default=default).split())

    def number(self, key: str, *, default: int | None = None, least: int = 1) -> int | None:
        """Return a whole number from `least`, or the default."""
        value = self.raw(key)
        if value is None:
            return default
        if type(value) is not int or not least <= value < 2**31:
            raise wrong(self.at(key), f"expected a whole number from {least}.")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, which is the default."""
        value = self.raw(key)
        if value not in (None, True, False):
            raise wrong(self.at(key), "expected true or false.")
        return bool(value)

    def moment(self, key: str, *, default: datetime | None = None) -> datetime | None:
        """Return a time with its zone, or the default."""
        value = self.raw(key)
        if value is None:
            return default
        try:
            moment = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise wrong(self.at(key), "expected a time with a zone, like 2026-01-01T09:00:00Z.")
        return moment

    def one_of(self, key: str, values: Any, *, default: str | None = None) -> str:
        """Return one of `values`, or the default."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or value not in values:
            raise wrong(self.at(key), f"expected one of {', '.join(values)}.")
        return value

    def items(self, key: str) -> list[tuple[Any, str]]:
        """Return the items of a list with their places; none if it is left out."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise wrong(self.at(key), "expected a list.")
        return [(item, f"{self.at(key)}[{n}]") for n, item in enumerate(value)]

    def objects(self, key: str) -> list["Reader"]:
        """Return the objects of a list; none if it is left out."""
        return [Reader(item, place) for item, place in self.items(key)]
