"""How much a run tries: enough to fail soon, or what LONG asks for."""

import os

import pytest

LONG = bool(os.environ.get("LONG"))


def examples(few: int, many: int) -> int:
    """Return `few`, or `many` in a run of `make test-long`."""
    return many if LONG else few


def is_long(item: pytest.Item) -> bool:
    """Whether it is marked so, or is what programs do on SQLite, which has one writer at a time,
    and do on PostgreSQL, too."""
    asked = getattr(getattr(item, "callspec", None), "params", {})
    at_once = asked.get("database_url") == "sqlite" and "house" not in item.path.parts
    return at_once or item.get_closest_marker("long") is not None
