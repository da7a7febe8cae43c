"""The full-text index of the entries: FTS5 on SQLite, GIN on PostgreSQL.

On SQLite it is a table of its own, which triggers keep; a migration that builds the table of the
entries anew loses them, and `restore` puts them back after every `migrate`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

MIGRATION = ("search", "0001_initial")
TABLE = "search_indexentry"
# What the index of PostgreSQL is on: all words of an entry, each once.
WORDS = f"array_to_tsvector(string_to_array(btrim({TABLE}.words), ' '))"
_REMOVED = (
    "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words)"
)
_ADDED = "INSERT INTO search_index (rowid, words) VALUES (new.id, new.words)"
_TRIGGERS = {
    "search_added": f"INSERT ON {TABLE} BEGIN {_ADDED}",
    "search_removed": f"DELETE ON {TABLE} BEGIN {_REMOVED}",
    "search_changed": f"UPDATE OF words ON {TABLE} BEGIN {_REMOVED}; {_ADDED}",
}
# By vendor: what creates the index where it is not, what removes it, and what counts its parts.
CREATE = {
    "sqlite": (
        # Whatever is no ASCII belongs to a word, and words are lower case already.
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5("
        f"words, content='{TABLE}', content_rowid='id', tokenize='ascii')",
        *(
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {does}; END"
            for name, does in _TRIGGERS.items()
        ),
    ),
    "postgresql": (f"CREATE INDEX IF NOT EXISTS search_index ON {TABLE} USING gin (({WORDS}))",),
}
REMOVE = {
    "sqlite": (
        *(f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS),
        "DROP TABLE IF EXISTS search_index",
    ),
    "postgresql": ("DROP INDEX IF EXISTS search_index",),
}
FIND = {
    "sqlite": "SELECT count(*) FROM sqlite_master "
    "WHERE name IN ('search_index', 'search_added', 'search_removed', 'search_changed')",
    "postgresql": "SELECT count(*) FROM pg_indexes "
    "WHERE indexname = 'search_index' AND schemaname = current_schema()",
}


def create(connection: BaseDatabaseWrapper) -> None:
    """Create the index, or the parts of it that are not there."""
    _execute(connection, CREATE[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Remove the index; `create` puts it back, of SQLite without what `fill` puts into it."""
    _execute(connection, REMOVE[connection.vendor])


def fill(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew of the entries there are."""
    if connection.vendor == "sqlite":
        _execute(connection, ["INSERT INTO search_index (search_index) VALUES ('rebuild')"])
    else:
        _execute(connection, ["REINDEX INDEX search_index"])


def agrees(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index has just the words of the entries; PostgreSQL sees to that itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        _execute(
            connection,
            ["INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"],
        )
    except connection.Database.DatabaseError:
        return False
    return True


def is_there(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index is whole, or its table is not there yet."""
    if MIGRATION not in MigrationRecorder(connection).applied_migrations():
        return True
    with connection.cursor() as cursor:
        cursor.execute(FIND[connection.vendor])
        return cursor.fetchone()[0] == len(CREATE[connection.vendor])


def restore(*, using: str, **_: Any) -> None:
    """After `migrate`: put back what a rebuilt table has lost."""
    if not is_there(connections[using]):
        create(connections[using])
        fill(connections[using])


def check(*, databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Warn of each database whose texts cannot be found."""
    return [
        checks.Warning(
            f"The index of the search in the database “{alias}” does not follow the texts.",
            hint=f"Run “manage.py migrate --database {alias}”; it puts it back.",
            id="search.W001",
        )
        for alias in databases or ()
        if not is_there(connections[alias])
    ]


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
