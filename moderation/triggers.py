"""The log is only ever added to: the database itself refuses to change or remove a line.

A table that a migration builds anew on SQLite loses its triggers; `restore` puts them back after
every `migrate`, and `check` tells where they are missing. A migration that has to change lines
calls `remove` before and `create` after. Nothing else asks which database it is.
"""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

MIGRATION = ("moderation", "0006_keep_the_log")
REFUSAL = "The log of moderation is never changed; write another line."

# By vendor: the triggers' names, how to create them where they are not, how to find those there
# are, and how to remove them.
NAMES = {
    "sqlite": ("log_no_update", "log_no_delete", "log_no_replace"),
    "postgresql": ("log_no_change", "log_no_truncate"),
}
CREATE = {
    "sqlite": (
        "CREATE TRIGGER IF NOT EXISTS log_no_update BEFORE UPDATE ON moderation_logentry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        "CREATE TRIGGER IF NOT EXISTS log_no_delete BEFORE DELETE ON moderation_logentry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        # INSERT OR REPLACE removes the line in its way without asking the trigger above.
        "CREATE TRIGGER IF NOT EXISTS log_no_replace BEFORE INSERT ON moderation_logentry "  # noqa: S608 (all of it is ours)
        "WHEN EXISTS (SELECT 1 FROM moderation_logentry "
        "WHERE id = NEW.id OR reverses_id = NEW.reverses_id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION refuse_to_change_the_log() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END$$",
        "CREATE OR REPLACE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON moderation_logentry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_log()",
        "CREATE OR REPLACE TRIGGER log_no_truncate BEFORE TRUNCATE ON moderation_logentry "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_log()",
    ),
}
FIND = {
    "sqlite": "SELECT name FROM sqlite_master "
    "WHERE type = 'trigger' AND tbl_name = 'moderation_logentry'",
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE tgrelid = to_regclass('moderation_logentry') AND tgenabled <> 'D'",
}
REMOVE = {
    "sqlite": "DROP TRIGGER IF EXISTS {}",
    "postgresql": "DROP TRIGGER IF EXISTS {} ON moderation_logentry",
}


def create(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are not there."""
    with connection.cursor() as cursor:
        for statement in CREATE[connection.vendor]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers that are there; `create` puts them back."""
    with connection.cursor() as cursor:
        for name in NAMES[connection.vendor]:
            cursor.execute(REMOVE[connection.vendor].format(name))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that the migrated log lacks."""
    if MIGRATION not in MigrationRecorder(connection).applied_migrations():
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES[connection.vendor] if name not in found]


def restore(*, using: str, **_: Any) -> None:
    """After `migrate`: put back what a rebuilt table has lost."""
    if missing(connections[using]):
        create(connections[using])


def check(*, databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Warn of each database whose log could be changed."""
    lacking = {alias: missing(connections[alias]) for alias in databases or ()}
    return [
        checks.Warning(
            f"The log of moderation in the database “{alias}” can be changed: "
            f"it lacks the triggers {', '.join(names)}.",
            hint=f"Run “manage.py migrate --database {alias}”; it puts them back.",
            id="moderation.W001",
        )
        for alias, names in lacking.items()
        if names
    ]
