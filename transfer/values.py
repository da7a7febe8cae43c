"""Values of a JSON file, checked one by one, with the place of whatever is wrong."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError

from accounts.models import username_is_plain
from forum.sources import clean_source
from web.writing import TextKind, one_line

# What a JSON file may hold.
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
# An object of the file as it is written, piece by piece.
Item = dict[str, Any]
TEXT = TextKind(
    "The text has %(length)s characters, %(more)s more than the %(limit)s that fit. "
    "Shorten it or split it.",
    "The text has only signs that nobody can see. Write something that shows.",
)


def wrong(place: str, problem: str) -> ValidationError:
    """Return the error that names its place in the file, on one line whatever the file holds."""
    line = one_line(f"{place}: {problem}")
    return ValidationError("".join(sign if sign.isprintable() else "�" for sign in line))


@contextmanager
def refused_at(place: str) -> Iterator[None]:
    """Let what is refused within name its place in the file."""
    try:
        yield
    except ValidationError as error:
        raise wrong(place, error.messages[0]) from error


def json_of(text: str) -> Json:
    """Return the value of a JSON text; raises ValidationError with line and column."""

    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise wrong("the file", f"“{twice[:40]}” is given twice in one object.")
        return found

    try:
        value: Json = json.loads(text, object_pairs_hook=once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise wrong(f"line {error.lineno}, column {error.colno}", f"{error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise wrong("the file", "it is nested too deeply or has a number too long.") from error
    return value


def _no_constant(name: str) -> None:
    raise wrong("the file", f"{name} is no JSON number.")


def text_of(value: Json, place: str, limit: int) -> str:
    """Return a value that is a text of 1 to `limit` characters which can be stored."""
    if not isinstance(value, str):
        raise wrong(place, "expected a text.")
    with refused_at(place):
        return clean_source(value, limit=limit, what=TEXT)


def name_of(value: Json, place: str) -> str:
    """Return a value that is a username."""
    name = text_of(value, place, 100)
    with refused_at(place):
        username_is_plain(name)
    return name


def time_of(moment: datetime | None) -> str | None:
    """Return a time in UTC, ISO 8601, like 2026-01-01T09:00:00Z; microseconds where it has any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
