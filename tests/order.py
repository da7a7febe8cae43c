"""Which tests a short run leaves out, and in which order the others come."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import pytest

# What waits for a browser, or for a server, longer than it works.
WAITING = {"browser", "smoke"}


def is_long(item: pytest.Item) -> bool:
    """Whether it is marked so, or is what programs do on SQLite, which has one writer at a time,
    and do on PostgreSQL, too."""
    asked = getattr(getattr(item, "callspec", None), "params", {})
    at_once = asked.get("database_url") == "sqlite" and "house" not in item.path.parts
    return at_once or item.get_closest_marker("long") is not None


def waiting_first(items: Sequence[Any], workers: int) -> list[Any]:
    """Return the tests so that each worker begins with its share of those that wait.

    The others use that time. pytest-xdist gives each worker as many of those that follow one
    another; whoever is done takes from the end of what another has. Tests of one file stay
    together, as they share what it makes.
    """
    rest = [item for item in items if not _waits(item)]
    shares: list[list[Any]] = [[] for _ in range(workers)]
    for file in sorted(_files(filter(_waits, items)), key=len, reverse=True):
        min(shares, key=len).extend(file)
    ordered: list[Any] = []
    for turn, share in enumerate(shares):
        many = (len(items) - len(ordered)) // (workers - turn) - len(share)
        ordered += share + rest[: max(0, many)]
        rest = rest[max(0, many) :]
    return ordered


def _waits(item: Any) -> bool:
    return bool(WAITING & set(item.path.parts))


def _files(items: Iterable[Any]) -> list[list[Any]]:
    return [list(file) for _, file in groupby(items, key=lambda item: item.path)]
