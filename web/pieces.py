"""Writing a large file in little memory: JSON piece by piece, and rows a batch at a time."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder

T = TypeVar("T")


def pieces_of(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the JSON of a value, as `json.dumps` writes it with an indent of 1.

    Iterators, in dictionaries within dictionaries, are written as lists while they are read.
    """
    margin = "\n" + " " * depth
    items: Iterator[tuple[str, Any]]
    if isinstance(value, Iterator):
        brackets, items = "[]", (("", each) for each in value)
    elif isinstance(value, dict) and any(
        isinstance(each, Iterator | dict) for each in value.values()
    ):
        brackets, items = "{}", ((f"{_json(key)}: ", each) for key, each in value.items())
    else:
        yield _json(value).replace("\n", margin)
        return
    between = brackets[0]
    for key, each in items:
        yield f"{between}{margin} {key}"
        yield from pieces_of(each, depth + 1)
        between = ","
    yield brackets if between == brackets[0] else f"{margin}{brackets[1]}"


def batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the rows in their order, at most `size` together."""
    return (rows[start : start + size] for start in range(0, len(rows), size))


def gathered(rows: Iterable[T], by: str) -> dict[Any, list[T]]:
    """Return the rows in their order, those together that have the same in a column; else none."""
    found: dict[Any, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
