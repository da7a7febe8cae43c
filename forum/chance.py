"""Random values that the database makes itself."""

from typing import Any

from django.db.models import Func, UUIDField


class RandomUUID(Func):
    """A random UUID, another for each row."""

    template = "gen_random_uuid()"
    output_field = UUIDField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """As SQLite writes it: UUIDs are 32 digits there."""
        return self.as_sql(compiler, connection, template="lower(hex(randomblob(16)))", **context)
