"""Numbers for reply trees: the one place of this app that knows which database it runs on."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from mptt.managers import TreeManager

from forum.querysets import ReplyQuerySet

SEQUENCE = "forum_reply_tree"
UPCOMING = (
    "SELECT coalesce(last_value + increment_by, start_value) FROM pg_sequences "
    "WHERE schemaname = current_schema() AND sequencename = %s"
)


Key = TypeVar("Key", bound=Hashable)


def numbered(
    root: Key, children: Mapping[Key | None, Sequence[Key]]
) -> dict[Key, tuple[int, int, int]]:
    """Return MPTT's lft, rght and level of a top-level reply and all beneath it, in preorder."""
    found: dict[Key, tuple[int, int, int]] = {}
    opened: dict[Key, int] = {}
    number, level, ahead = 0, 0, [root]
    while ahead:
        number += 1
        key = ahead[-1]
        if key not in opened:
            opened[key] = number
            ahead += reversed(children.get(key, ()))
            level += 1
            continue
        ahead.pop()
        level -= 1
        found[key] = opened[key], number, level
    return found


class ReplyManager(TreeManager.from_queryset(ReplyQuerySet)):
    """Replies, whose trees get their number from a sequence where the database has one.

    MPTT's own max + 1 races between posts, even when each post is locked; on SQLite an
    immediate transaction lets one writer in at a time, and max + 1 is safe.
    """

    def _get_next_tree_id(self) -> int:
        return self.next_tree_ids(1)[0]

    def next_tree_ids(self, count: int) -> list[int]:
        """Return numbers for `count` new trees, which the caller's transaction then writes."""
        connection = connections[self.db]
        if connection.vendor != "postgresql":
            first = super()._get_next_tree_id()
            return list(range(first, first + count))
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [SEQUENCE, count])
            return [number for (number,) in cursor.fetchall()]


def next_number(using: str = DEFAULT_DB_ALIAS) -> int | None:
    """Return the number that the sequence gives next; None where the database has no sequence."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(UPCOMING, [SEQUENCE])
        return cursor.fetchone()[0]


def go_on_after(number: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the sequence give a number above `number` next."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT setval(%s, greatest(%s, ({UPCOMING}) - 1))", [SEQUENCE, number, SEQUENCE]
        )


def prepare(apps, schema_editor) -> None:
    """Migration step for PostgreSQL: the sequence, and room in each page for moved numbers."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE SEQUENCE {SEQUENCE}")
        schema_editor.execute("ALTER TABLE forum_reply SET (fillfactor = 70)")


def unprepare(apps, schema_editor) -> None:
    """Migration step: the inverse of `prepare`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE forum_reply RESET (fillfactor)")
        schema_editor.execute(f"DROP SEQUENCE {SEQUENCE}")
