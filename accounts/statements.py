"""Queries that many requests ask: written once, as writing one takes longer than asking it.

Django makes SQL of a query set by thousands of calls, which take five to ten times as long as the
database's answer. A statement keeps what they make; what differs between requests is marked in it.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import chain
from typing import Any, Generic, TypeGuard, TypeVar
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import is_moderator

Row = TypeVar("Row")
Ids = int | str | UUID | Sequence[int]

# No row has a greater number; what is below its opposite marks whoever asks, and then the ids. A
# text is marked by such a number, too, written out, and a UUID by one of a kind that nobody makes.
MOST = 2**61
SOMEBODY = -(2**62)
UUIDS = [UUID(int=place) for place in range(8)]
# As databases without such a type have them.
HEXES = {each.hex: each for each in UUIDS}
# Where a connection keeps what was written for it.
PLACE = "rejoinder_statements"


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
        asked = [_padded(each) for each in ids]
        every = list(chain.from_iterable(asked))
        numbers = (each for each in every if isinstance(each, int))
        if not all(asked) or not all(-MOST < n < MOST for n in numbers):
            return []
        marks = [_mark(place, each) for place, each in enumerate(ids)]
        values: dict[Any, Sequence[Any]] = {SOMEBODY: [viewer.pk if viewer else 0]}
        values.update(zip(marks, asked, strict=True))
        return list(self._written(viewer, ids, marks).rows(values))

    def _written(self, viewer: User | None, ids: Sequence[Ids], marks: Sequence[Any]) -> "_Written":
        kind = (self, viewer is not None and is_moderator(viewer), viewer is None)
        known = connections["default"].__dict__.setdefault(PLACE, {})
        if kind not in known:
            lists = [mark for mark, each in zip(marks, ids, strict=True) if _is_list(each)]
            marked = [[mark] if mark in lists else mark for mark in marks]
            known[kind] = _Written(self.make(_somebody_like(viewer), *marked), lists)
        return known[kind]


class _Written:
    """A query set with its SQL: what Django's iterables ask of a query set and of its query."""

    # Nothing that is read is tied to rows that were read before.
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, rows: QuerySet, lists: Sequence[int]) -> None:
        self.db, self.model, self.query = rows.db, rows.model, self
        self._iterable_class = rows._iterable_class
        self._compiler = rows.query.get_compiler(using=rows.db)
        self._pieces, self._parameters = _with_constants(*self._compiler.as_sql())
        for mark, before, after in zip(
            self._parameters, self._pieces, self._pieces[1:], strict=False
        ):
            if mark in lists and not (before.endswith("(") and after.startswith(")")):
                raise ValueError("A statement may use a list of ids only for what is in it.")
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        # Of every column Django asks anew what its values become.
        self._converters = self._compiler.get_converters(columns)
        self.select, self.klass_info = self._compiler.select, self._compiler.klass_info
        self.annotation_col_map = self._compiler.annotation_col_map

    def rows(self, values: dict[Any, Sequence[Any]]) -> Iterator[Any]:
        written, parameters = [self._pieces[0]], []
        for each, piece in zip(self._parameters, self._pieces[1:], strict=True):
            given = _given(each, values)
            parameters += given
            written += (", ".join(["%s"] * len(given)), piece)
        with connections[self.db].cursor() as cursor:
            cursor.execute("".join(written), parameters)
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


def _with_constants(sql: str, parameters: Sequence[Any]) -> tuple[list[str], list[Any]]:
    """Return the pieces of SQL between the parameters that differ, and those parameters.

    What is always the same is written out: SQLite plans a statement anew, each time that it is
    asked, where a parameter is compared with what a partial index has as its condition.
    """
    first, *others = sql.split("%s")
    pieces, kept = [first], []
    for each, piece in zip(parameters, others, strict=True):
        if isinstance(each, str) and not _is_mark(each):
            pieces[-1] += "'" + each.replace("'", "''").replace("%", "%%") + "'" + piece
        else:
            pieces.append(piece)
            kept.append(each)
    return pieces, kept


def _given(parameter: Any, values: dict[Any, Sequence[Any]]) -> Sequence[Any]:
    """Return what is asked in place of a mark; of what is none, itself."""
    if isinstance(parameter, str) and HEXES.get(parameter) in values:
        return [each.hex for each in values[HEXES[parameter]]]
    return (
        values.get(parameter, (parameter,))
        if isinstance(parameter, int | str | UUID)
        else (parameter,)
    )


def _is_mark(text: str) -> bool:
    return text in HEXES or (text[:1] == "-" and text[1:].isdigit() and int(text) < -MOST)


def _somebody_like(viewer: User | None) -> User | None:
    if viewer is None:
        return None
    somebody = copy(viewer)
    somebody.pk = SOMEBODY
    return somebody


def _padded(ids: Ids) -> Sequence[int | str | UUID]:
    """Return the ids, the last one repeated, as many as a power of two: databases keep their plans
    of few lengths."""
    if not _is_list(ids):
        return (ids,)
    length = 1 << (len(ids) - 1).bit_length() if ids else 0
    return [*ids, *ids[-1:] * (length - len(ids))]


def _is_list(ids: Ids) -> TypeGuard[Sequence[int]]:
    return not isinstance(ids, int | str | UUID)


def _mark(place: int, ids: Ids) -> int | str | UUID:
    """Return what stands for the ids in this place, all of a list or the one."""
    if isinstance(ids, UUID):
        return UUIDS[place]
    mark = SOMEBODY + 1 + place
    return str(mark) if isinstance(ids, str) else mark
