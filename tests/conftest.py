"""What every test may ask for, and what no test may do."""

import gc
import logging
import os
import shutil
import socket
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import trans_real
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from moderation import triggers
from tests.databases import (
    ROOT,
    migrate_postgres,
    migrated_postgres,
    migrated_sqlite,
    postgres_server,
)
from tests.examples import LONG, is_long
from tests.guards import guard_locks, guard_templates, with_room
from tests.servers import MailServer, Redis, mail_server, redis
from tests.settings import SERVER
from threads.views import frames
from web.page_cache import page_cache

CI = bool(os.environ.get("CI"))
# Names the folder of this run’s migrated database.
MIGRATED = "TEST_MIGRATED"

# However busy the machine is.
PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("here", **PATIENT)
hypothesis_settings.register_profile("ci", **PATIENT, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("ci" if CI else "here")


# Django's objects are cycles by the thousand, made and dropped with each request: looking for them
# all the time takes a tenth of the run.
gc.set_threshold(100_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Run the migrations while the tests are read, so that nobody waits for all of them."""
    if hasattr(config, "workerinput"):
        return
    folder = TemporaryDirectory(prefix="rejoinder-migrated-")
    config.add_cleanup(folder.cleanup)
    # Workers inherit it.
    os.environ[MIGRATED] = folder.name
    work = (migrate_postgres, SERVER) if SERVER else (migrated_sqlite, Path(folder.name))
    beside = Thread(target=work[0], args=work[1:])
    beside.start()
    config.add_cleanup(beside.join)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is left to a long run. Begin with what takes longest, and the browser, which
    waits: others use that time.
    """
    left_out = [] if LONG else [item for item in items if is_long(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: ("smoke" not in item.path.parts, "browser" not in item.path.parts))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, with room on the stack: it takes a tenth less time."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    with_room(runtestprotocol)(item, nextitem=nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With CI set nothing is left out: a skipped test has failed."""
    report: Any = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"With CI set nothing may be left out. {report.longrepr[2]}"
    return report


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to other machines."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test may not connect to {address}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits count in the cache: no test inherits another's."""
    cache.clear()
    page_cache.clear()
    for kept in (frames._for_visitors, frames._for_members):
        # Another test’s essay may be called alike, and its pages have other styles.
        kept.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def refusals_logged_in_a_line() -> Iterator[None]:
    """Of what was refused nobody needs to read where in the code: writing that takes longest."""

    def shorten(record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True

    logger = logging.getLogger("django.request")
    logger.addFilter(shorten)
    yield
    logger.removeFilter(shorten)


@pytest.fixture(autouse=True, scope="session")
def log_emptied_between_tests() -> Iterator[None]:
    """Tests with transactions of their own are followed by `flush`, which the log refuses.

    It gets its triggers back at the end of the same `flush`, as after `migrate`.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        triggers.remove(operations.connection)
        flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield


@pytest.fixture(autouse=True, scope="session")
def locks_guarded() -> Iterator[None]:
    """Rows may be locked only inside a transaction of the code's own."""
    with pytest.MonkeyPatch.context() as patch:
        guard_locks(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def _looked_up_in_vain() -> Iterator[list[str]]:
    missing: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        guard_templates(patch, missing)
        yield missing


@pytest.fixture(autouse=True)
def templates_guarded(_looked_up_in_vain: list[str]) -> Iterator[None]:
    """What templates ask of a page of ours is there."""
    _looked_up_in_vain.clear()
    yield
    assert _looked_up_in_vain == []


@pytest.fixture(autouse=True)
def language_left_alone() -> Iterator[None]:
    """No test leaves another language to those after it."""
    yield
    # Whatever a test may still have put in its place.
    assert trans_real.get_language() == settings.LANGUAGE_CODE


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real discussions; REAL_DATA says where it is."""
    folder = Path(os.environ.get("REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"There is no real data at {folder}; set REAL_DATA to its folder.")
    return folder


# Databases: all migrations are run once for each kind of database, and copied from there


@pytest.fixture(scope="session")
def _migrated_sqlite() -> Path:
    return migrated_sqlite(Path(os.environ[MIGRATED]))


@pytest.fixture
def sqlite_url(_migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of the test's own."""
    return f"sqlite:///{shutil.copy(_migrated_sqlite, tmp_path / 'site.sqlite3')}"


@pytest.fixture(scope="session")
def _postgres(testrun_uid: str) -> Iterator[str]:
    """The server that all workers share."""
    with postgres_server(testrun_uid) as server:
        yield server


@pytest.fixture
def postgres_url(_postgres: str) -> Iterator[str]:
    """A migrated, empty PostgreSQL database of the test's own."""
    name = f"test_{uuid4().hex}"
    yield migrated_postgres(_postgres, name)
    with psycopg.connect(_postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database of the tests is there, migrated, before Django looks for it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Make this process's database of the migrated one; pytest-django sets it up after this."""
    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        shutil.copy(request.getfixturevalue("_migrated_sqlite"), name)
        yield
        connection.close()
        for file in Path(name).parent.glob(f"{Path(name).name}*"):
            file.unlink()
    else:
        migrated_postgres(SERVER, name)
        yield  # the server goes with all that is on it


@pytest.fixture(scope="module")
def kept_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for a module's `made`, which is taken back after the last of its tests.

    All of them run inside its transaction: none of that module can have real ones of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def anew(made: Any, db: None) -> Any:
    """What the module's fixture `made` returned, as it was then: each test changes its own."""
    return deepcopy(made)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of the test's own; the test runs on SQLite and PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_url")


# Servers


@pytest.fixture(name="redis_server")
def _redis_server() -> Iterator[Redis]:
    """A Redis of the test's own, empty."""
    with redis() as server:
        yield server


@pytest.fixture(name="mail_server")
def _mail_server() -> Iterator[MailServer]:
    """A mail server of the test's own, which keeps what it is sent."""
    with mail_server() as server:
        yield server


# Browser


@pytest.fixture(autouse=True)
def all_answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a page asked for as its test ended is answered before the database is emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    counted, waiting = Condition(), 0

    def began(**_: Any) -> None:
        nonlocal waiting
        with counted:
            waiting += 1

    def ended(**_: Any) -> None:
        nonlocal waiting
        with counted:
            waiting -= 1
            counted.notify_all()

    request_started.connect(began)
    request_finished.connect(ended)
    yield
    with counted:
        counted.wait_for(lambda: waiting <= 0, timeout=10)
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium of the machine; nothing is downloaded."""
    # The one without windows does the same with half the work.
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        pytest.skip("There is no Chromium. On Debian: apt-get install chromium-headless-shell")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }
