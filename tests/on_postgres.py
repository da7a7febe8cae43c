"""A pytest plugin (`-p tests.on_postgres`): the tests' own database is on PostgreSQL."""

import os
from contextlib import ExitStack

from tests.databases import postgres_server

_stack = ExitStack()

# Here and not in a hook: Django's settings are read before conftest.py is. Workers inherit it.
if "TEST_DATABASE_URL" not in os.environ:
    os.environ["TEST_DATABASE_URL"] = _stack.enter_context(postgres_server(f"run-{os.getpid()}"))


def pytest_unconfigure() -> None:
    """Stop the server that this process started."""
    _stack.close()
