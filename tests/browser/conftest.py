"""Sites that are made once for several tests in the browser."""

import sqlite3
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

# However busy the machine is: what comes at all comes at once where it is quiet.
expect.set_options(timeout=60_000)

Make = Callable[[], Any]


@pytest.fixture(scope="session")
def _sites() -> Iterator[dict[Make, tuple[Any, sqlite3.Connection]]]:
    """What each function returned that made a site, and a copy of its database."""
    sites: dict[Make, tuple[Any, sqlite3.Connection]] = {}
    yield sites
    for _, copy in sites.values():
        copy.close()


@pytest.fixture
def once(live_server: Any, _sites: dict[Make, tuple[Any, sqlite3.Connection]]) -> Callable:
    """Return what a function returned that makes a site, with the site as it was then.

    It is called for the first test that asks alone; those after it get a copy of its database in
    the place of their empty one. Only SQLite’s is copied: on PostgreSQL each test calls it.
    """

    def made(make: Make) -> Any:
        if connection.vendor != "sqlite":
            return make()
        connection.ensure_connection()
        if make in _sites:
            _sites[make][1].backup(connection.connection)
        else:
            found, copy = make(), sqlite3.connect(":memory:")
            connection.connection.backup(copy)
            _sites[make] = found, copy
        return deepcopy(_sites[make][0])

    return made
