"""SQL that was made of a query set, and is read as that would be."""

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from accounts.models import User
from accounts.statements.dialects import DIALECTS
from accounts.statements.marks import IDS, NAMED, VIEWER, Ids


class WrittenQuery:
    """A query set with its SQL: what Django's iterables ask of a query set and of its query."""

    # Nothing that is read is tied to rows that were read before.
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, rows: QuerySet, lists: Collection[str]) -> None:
        self.db, self.model, self.query = rows.db, rows.model, self
        self._iterable_class = rows._iterable_class
        self._compiler = rows.query.get_compiler(using=rows.db)
        self._dialect = DIALECTS[connections[self.db].vendor]
        self._sql = _named(*self._compiler.as_sql(), lists, self._dialect.listed)
        self.select, self.klass_info = self._compiler.select, self._compiler.klass_info
        self.annotation_col_map = self._compiler.annotation_col_map
        # It ends with its thread.
        self._compiler.connection = None

    def by(self, connection: BaseDatabaseWrapper) -> "WrittenQuery":
        """Return the same, to be read by this connection."""
        written = written.query = copy(self)
        written._compiler = copy(self._compiler)
        written._compiler.connection = connection
        columns = [column for column, *_ in self.select[: self._compiler.col_count]]
        # Of every column Django asks anew what its values become.
        written._converters = written._compiler.get_converters(columns)
        return written

    def rows(self, viewer: User | None, ids: Sequence[Ids]) -> Iterator[Any]:
        """Yield what the query set would, for `viewer` and `ids`. One query."""
        values: dict[str, Any] = {VIEWER: viewer.pk if viewer else 0}
        values.update(zip(IDS, map(self._dialect.value_of, ids), strict=False))
        with connections[self.db].cursor() as cursor:
            # One plan is good for all numbers, but not for rare words and common ones.
            if not any(isinstance(each, str) for each in ids):
                self._dialect.prepare(cursor)
            cursor.execute(self._sql, values)
            self._found = [cursor.fetchall()]
        return iter(self._iterable_class(self))

    def get_compiler(self, using: str) -> "WrittenQuery":
        return self

    def execute_sql(self, **_: Any) -> list[Any]:
        return self._found

    def results_iter(self, results: Any = None, *, tuple_expected: bool = False, **_: Any) -> Any:
        [rows] = self._found
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return map(tuple, rows) if tuple_expected else rows


def _named(sql: str, parameters: Sequence[Any], lists: Collection[str], listed: str) -> str:
    """Return SQL in which what differs has a name; `lists` are the names of lists.

    What is always the same is written out: SQLite plans a statement anew, each time that it is
    asked, where a parameter is compared with what a partial index has as its condition.
    """
    written, *others = sql.split("%s")
    for each, piece in zip(parameters, others, strict=True):
        name = NAMED.get(each)
        if name in lists:
            if not (written.endswith(" IN (") and piece.startswith(")")):
                raise ValueError("A statement may use a list of ids only for what is in it.")
            written = written.removesuffix("IN (") + listed.format(f"%({name})s") + piece[1:]
        else:
            written += (f"%({name})s" if name else _literal(each)) + piece
    return written


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("%", "%%") + "'"
    raise ValueError(f"A statement may have no {type(value).__name__} that is always the same.")
