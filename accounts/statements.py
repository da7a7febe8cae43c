"""Queries that many requests ask: written once, as writing one takes longer than asking it.

Django makes SQL of a query set by thousands of calls, which take five to ten times as long as the
database's answer. A statement keeps what they make; what differs between requests has a name in it.
"""

import json
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from copy import copy
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import is_moderator

Row = TypeVar("Row")
Ids = int | str | UUID | Sequence[int]
SINGLE = (int, str, UUID)

# No row has a greater number; what is below its opposite marks whoever asks, and then the ids, in
# the query set from which a statement is written. A text is marked by such a number, too, written
# out, and a UUID by one of a kind that nobody makes.
MOST = 2**61
SOMEBODY = -(2**62)
# The names of the values that are put in: of who asks, and of each id.
VIEWER, IDS = "viewer", [f"id{place}" for place in range(8)]
NUMBERS = [SOMEBODY + 1 + place for place, _ in enumerate(IDS)]
UUIDS = [UUID(int=place) for place, _ in enumerate(IDS)]
NAMED: dict[Any, str] = {
    SOMEBODY: VIEWER,
    **dict(zip(NUMBERS, IDS, strict=True)),
    **dict(zip(map(str, NUMBERS), IDS, strict=True)),
    **dict(zip(UUIDS, IDS, strict=True)),
    # As databases without such a type have them.
    **dict(zip((each.hex for each in UUIDS), IDS, strict=True)),
}
# What was written, by what it was written for. Where a connection keeps what it reads by that.
KEPT: dict[Hashable, "_Written"] = {}
PLACE = "rejoinder_statements"


class Dialect(NamedTuple):
    """How a database reads a whole list as one value, so that its SQL is the same for every length;
    what it is given for ids; and what has a cursor prepare what it is asked again."""

    listed: str
    value_of: Callable[[Ids], Any]
    prepare: Callable[[Any], None]


def _for_sqlite(ids: Ids) -> Any:
    if isinstance(ids, UUID):
        return ids.hex
    return json.dumps(ids) if _is_list(ids) else ids


def _for_postgresql(ids: Ids) -> Any:
    return list(ids) if _is_list(ids) else ids


def _is_prepared(cursor: Any) -> None:
    """Python’s library for SQLite does it by itself."""


def _prepare(cursor: Any) -> None:
    """Have PostgreSQL plan once a connection what takes longer to plan than to answer."""
    # Django’s own cursor puts values into the SQL, so that it is another one each time.
    cursor.cursor = cursor.db.Database.Cursor(cursor.connection)


# By vendor.
DIALECTS = {
    "sqlite": Dialect("IN (SELECT value FROM json_each({}) AS ids)", _for_sqlite, _is_prepared),
    "postgresql": Dialect("= ANY({})", _for_postgresql, _prepare),
}


class Statement(Generic[Row]):
    """A query set that `make` builds of a viewer (None: the public) and of ids, or lists of them.

    In place of an id there may be a text, or a UUID.

    What `make` builds may depend on whether somebody asks and whether they are a moderator, and on
    nothing else: not on the time, nor on settings, nor on what the ids are.
    """

    every: list["Statement[Any]"] = []

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self.make = make
        self.every.append(self)

    def rows(self, viewer: Any, *ids: Ids) -> list[Row]:
        """Return the rows for `viewer` and these ids. One query; none where there can be no row."""
        viewer = viewer if viewer is not None and viewer.pk else None
        for each in ids:
            if not _may_be(each):
                return []
        return list(self._written(viewer, ids).rows(viewer, ids))

    def _written(self, viewer: User | None, ids: Sequence[Ids]) -> "_Written":
        kind = (self, viewer is not None and is_moderator(viewer), viewer is None)
        connection = connections["default"]
        known = connection.__dict__.setdefault(PLACE, {})
        if kind not in known:
            everywhere = (*kind, connection.vendor)
            if everywhere not in KEPT:
                marks = [_mark(place, each) for place, each in enumerate(ids)]
                lists = {name for name, each in zip(IDS, ids, strict=False) if _is_list(each)}
                KEPT[everywhere] = _Written(self.make(_somebody_like(viewer), *marks), lists)
            known[kind] = KEPT[everywhere].by(connection)
        return known[kind]


class _Written:
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

    def by(self, connection: BaseDatabaseWrapper) -> "_Written":
        """Return the same, to be read by this connection."""
        written = written.query = copy(self)
        written._compiler = copy(self._compiler)
        written._compiler.connection = connection
        columns = [column for column, *_ in self.select[: self._compiler.col_count]]
        # Of every column Django asks anew what its values become.
        written._converters = written._compiler.get_converters(columns)
        return written

    def rows(self, viewer: User | None, ids: Sequence[Ids]) -> Iterator[Any]:
        values: dict[str, Any] = {VIEWER: viewer.pk if viewer else 0}
        values.update(zip(IDS, map(self._dialect.value_of, ids), strict=False))
        with connections[self.db].cursor() as cursor:
            # One plan is good for all numbers, but not for rare words and common ones.
            if not any(isinstance(each, str) for each in ids):
                self._dialect.prepare(cursor)
            cursor.execute(self._sql, values)
            self._found = [cursor.fetchall()]
        return iter(self._iterable_class(self))

    def get_compiler(self, using: str) -> "_Written":
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


def _somebody_like(viewer: User | None) -> User | None:
    if viewer is None:
        return None
    somebody = copy(viewer)
    somebody.pk = SOMEBODY
    return somebody


def _may_be(ids: Ids) -> bool:
    """Return whether a row can have this, or one of these; no text has a NUL, as in addresses and
    cookies."""
    if isinstance(ids, int):
        return -MOST < ids < MOST
    return "\0" not in ids if isinstance(ids, str) else bool(ids)


def _is_list(ids: Ids) -> TypeGuard[Sequence[int]]:
    return not isinstance(ids, SINGLE)


def _mark(place: int, ids: Ids) -> int | str | UUID | list[int]:
    """Return what stands for the ids in this place, all of a list or the one."""
    if isinstance(ids, UUID):
        return UUIDS[place]
    mark = NUMBERS[place]
    return str(mark) if isinstance(ids, str) else [mark] if _is_list(ids) else mark
