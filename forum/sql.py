"""What the database makes itself: random values, and rows of rows that it has."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Field, Func, Model, QuerySet, UUIDField, Value


class RandomUUID(Func):
    """A random UUID, another for each row."""

    template = "gen_random_uuid()"
    output_field = UUIDField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """As SQLite writes it: UUIDs are 32 digits there."""
        return self.as_sql(compiler, connection, template="lower(hex(randomblob(16)))", **context)


def insert_from(model: type[Model], rows: QuerySet, **fields: Any) -> int:
    """Insert a row of `model` for each of `rows`, in their order, and return how many.

    `fields` says what each gets, by a value or an expression over its row; what it does not name
    is what the database has as the default.
    """
    columns = [model._meta.get_field(name) for name in fields]
    chosen = rows.values_list(*map(_expression, columns, fields.values()))
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    try:
        select, parameters = chosen.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return 0
    names = ", ".join(quote(column.column) for column in columns)
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) "
    with connection.cursor() as cursor:
        cursor.execute(into + select, parameters)
        return cursor.rowcount


def _expression(column: Field, value: Any) -> Any:
    if hasattr(value, "resolve_expression"):
        return value
    return Value(value, column.target_field if column.is_relation else column)
