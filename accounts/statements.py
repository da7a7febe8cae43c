"""Queries that many requests ask: written once, as writing one takes longer than asking it.

Django makes SQL of a query set by thousands of calls, which take five to ten times as long as the
database's answer. A statement keeps what they make; what differs between requests is marked in it.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import is_moderator

Row = TypeVar("Row")
Ids = int | str | Sequence[int]

# No row has a greater number; what is below its opposite marks whoever asks, and then the ids. A
# text is marked by such a number, too, written out.
MOST = 2**61
SOMEBODY = -(2**62)
# Where a connection keeps what was written for it.
PLACE = "rejoinder_statements"


class Statement(Generic[Row]):
    """A query set that `make` builds of a viewer (None: the public) and of ids, or lists of them.

    In place of an id there may be a text.

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
        padded = [each if isinstance(each, int | str) else _padded(each) for each in ids]
        asked = list(_flat(padded))
        if not all(padded) or not all(isinstance(n, str) or -MOST < n < MOST for n in asked):
            return []
        values: dict[Any, Any] = {SOMEBODY: viewer.pk if viewer else 0}
        for mark, each in enumerate(asked, SOMEBODY + 1):
            values[type(each)(mark)] = each
        return list(self._written(viewer, padded).rows(values))

    def _written(self, viewer: User | None, padded: Sequence[Ids]) -> "_Written":
        lengths = tuple(_length(each) for each in padded)
        kind = (id(self), viewer is not None and is_moderator(viewer), viewer is None, lengths)
        known = connections["default"].__dict__.setdefault(PLACE, {})
        if kind not in known:
            marks = iter(range(SOMEBODY + 1, 0))
            marked = [_marked(length, marks) for length in lengths]
            known[kind] = _Written(self.make(_somebody_like(viewer), *marked))
        return known[kind]


class _Written:
    """A query set with its SQL: what Django's iterables ask of a query set and of its query."""

    # Nothing that is read is tied to rows that were read before.
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, rows: QuerySet) -> None:
        self.db, self.model, self.query = rows.db, rows.model, self
        self._iterable_class = rows._iterable_class
        self._compiler = rows.query.get_compiler(using=rows.db)
        self._sql, self._parameters = _with_constants(*self._compiler.as_sql())
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        # Of every column Django asks anew what its values become.
        self._converters = self._compiler.get_converters(columns)
        self.select, self.klass_info = self._compiler.select, self._compiler.klass_info
        self.annotation_col_map = self._compiler.annotation_col_map

    def rows(self, values: dict[Any, Any]) -> Iterator[Any]:
        parameters = [
            type(each)(values[each]) if isinstance(each, int | str) and each in values else each
            for each in self._parameters
        ]
        with connections[self.db].cursor() as cursor:
            cursor.execute(self._sql, parameters)
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


def _with_constants(sql: str, parameters: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return SQL that has what is always the same written out, and the other parameters.

    SQLite plans a statement anew, each time that it is asked, where a parameter is compared with
    what a partial index has as its condition.
    """
    pieces = sql.split("%s")
    written, kept = [pieces[0]], []
    for each, piece in zip(parameters, pieces[1:], strict=True):
        if isinstance(each, str) and not _is_mark(each):
            written.append("'" + each.replace("'", "''").replace("%", "%%") + "'")
        else:
            written.append("%s")
            kept.append(each)
        written.append(piece)
    return "".join(written), kept


def _is_mark(text: str) -> bool:
    return text[:1] == "-" and text[1:].isdigit() and int(text) < -MOST


def _somebody_like(viewer: User | None) -> User | None:
    if viewer is None:
        return None
    somebody = copy(viewer)
    somebody.pk = SOMEBODY
    return somebody


def _padded(ids: Sequence[int]) -> list[int]:
    """Return the ids, the last one repeated, as many as a power of two: few lengths are written."""
    length = 1 << (len(ids) - 1).bit_length() if ids else 0
    return [*ids, *ids[-1:] * (length - len(ids))]


def _flat(ids: Sequence[Ids]) -> Iterator[int | str]:
    for each in ids:
        yield from (each,) if isinstance(each, int | str) else each


def _length(ids: Ids) -> int:
    """Return how many ids of a list differ in SQL; 0 is a single one, -1 a text."""
    if isinstance(ids, str):
        return -1
    return 0 if isinstance(ids, int) else len(ids)


def _marked(length: int, marks: Iterator[int]) -> Ids:
    if length < 0:
        return str(next(marks))
    return [next(marks) for _ in range(length)] if length else next(marks)
