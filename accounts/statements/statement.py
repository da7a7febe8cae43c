"""Queries that many requests ask: written once, as writing one takes longer than asking it.

Django makes SQL of a query set by thousands of calls, which take five to ten times as long as the
database's answer. A statement keeps what they make; what differs between requests has a name in it.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import is_moderator
from accounts.statements.marks import IDS, Ids, is_list, mark_for, may_be, somebody_like
from accounts.statements.written import WrittenQuery

Row = TypeVar("Row")
# What was written, by what it was written for. Where a connection keeps what it reads by that.
KEPT: dict[Hashable, WrittenQuery] = {}
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
        for each in ids:
            if not may_be(each):
                return []
        return list(self._written(viewer, ids).rows(viewer, ids))

    def _written(self, viewer: User | None, ids: Sequence[Ids]) -> WrittenQuery:
        kind = (self, viewer is not None and is_moderator(viewer), viewer is None)
        connection = connections["default"]
        known = connection.__dict__.setdefault(PLACE, {})
        if kind not in known:
            everywhere = (*kind, connection.vendor)
            if everywhere not in KEPT:
                marks = [mark_for(place, each) for place, each in enumerate(ids)]
                lists = {name for name, each in zip(IDS, ids, strict=False) if is_list(each)}
                KEPT[everywhere] = WrittenQuery(self.make(somebody_like(viewer), *marks), lists)
            known[kind] = KEPT[everywhere].by(connection)
        return known[kind]
