"""Numbers for reply trees: the one place of this app that knows which database it runs on."""

from django.db import connections
from mptt.managers import TreeManager

from forum.querysets import ReplyQuerySet

SEQUENCE = "forum_reply_tree"


class ReplyManager(TreeManager.from_queryset(ReplyQuerySet)):
    """Replies, whose trees get their number from a sequence where the database has one.

    MPTT's own max + 1 races between posts, even when each post is locked; on SQLite an
    immediate transaction lets one writer in at a time, and max + 1 is safe.
    """

    def _get_next_tree_id(self) -> int:
        connection = connections[self.db]
        if connection.vendor != "postgresql":
            return super()._get_next_tree_id()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT nextval('{SEQUENCE}')")
            return cursor.fetchone()[0]


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
