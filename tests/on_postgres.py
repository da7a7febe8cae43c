"""A pytest plugin (`-p tests.on_postgres`): the tests' own database is on PostgreSQL."""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import postgres_server
from tests.examples import LONG

_stack = ExitStack()

# Here and not in a hook: Django's settings are read before conftest.py is. Workers inherit it.
if "TEST_DATABASE_URL" not in os.environ:
    os.environ["TEST_DATABASE_URL"] = _stack.enter_context(postgres_server(f"run-{os.getpid()}"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Of a run of the tests marked `postgres`, read no file that does not name the mark.

    Each worker reads all that is not left out here.
    """
    if config.option.markexpr != "postgres" or collection_path.suffix != ".py":
        return None
    return "postgres" not in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has databases of its own: that is the same in every run.

    And, but for a long run, what counts questions, of which there are as many.
    """
    own = {"sqlite_url", "postgres_url", "database_url"}
    left_out = [
        item
        for item in items
        if own & set(getattr(item, "fixturenames", ()))
        or (item.get_closest_marker("counts") and not LONG)
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_unconfigure() -> None:
    """Stop the server that this process started."""
    _stack.close()
