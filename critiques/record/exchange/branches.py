"""The replies to a post as branches: how much stands beneath one, and who wrote there."""

from bisect import bisect_left
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from accounts.statements import Statement
from critiques.models import PointsDecision
from forum.models import Reply, State


class Branch(NamedTuple):
    """A reply, who wrote it, and whether that says that it is in favour of the essay."""

    pk: int
    parent: int | None
    level: int
    state: str
    writer: int
    favours: bool

    @property
    def shown(self) -> bool:
        """Whether the public can read it."""
        return self.state == State.VISIBLE


class Branches:
    """All replies to a post, `rows` being in the order of reading."""

    def __init__(self, rows: list[Branch]) -> None:
        self.rows = rows
        self.place = {row.pk: n for n, row in enumerate(rows)}
        # What is beneath each ends before so many rows more; and its deepest level that is shown.
        self._size = [1] * len(rows)
        self._deepest = [row.level for row in rows]
        self._children: dict[int, list[Branch]] = defaultdict(list)
        self._of: dict[int, list[int]] = defaultdict(list)
        self._shown = [0]
        for n, row in enumerate(rows):
            self._shown.append(self._shown[-1] + row.shown)
            if row.shown:
                self._of[row.writer].append(n)
                self._children[row.parent or 0].append(row)
        for n in range(len(rows) - 1, -1, -1):
            above = self.place.get(rows[n].parent or 0)
            if above is not None:
                self._size[above] += self._size[n]
                if rows[n].shown or self._deepest[n] > rows[n].level:
                    self._deepest[above] = max(self._deepest[above], self._deepest[n])

    @property
    def in_one_name(self) -> bool:
        """Whether one person wrote all that is shown, as an importer may for many."""
        return len(self._of) == 1

    def span(self, pk: int) -> tuple[int, int]:
        """Return the places between which all stands that is beneath a reply."""
        n = self.place[pk]
        return n + 1, n + self._size[n]

    def count(self, start: int, end: int) -> int:
        """Return how many stand between two places that are shown."""
        return self._shown[end] - self._shown[start]

    def levels(self, pk: int) -> int:
        """Return how many levels are shown beneath a reply."""
        n = self.place[pk]
        return self._deepest[n] - self.rows[n].level

    def writer(self, pk: int) -> int:
        """Return who wrote a reply."""
        return self.rows[self.place[pk]].writer

    def children(self, pk: int) -> list[Branch]:
        """Return those directly beneath a reply that are shown."""
        return self._children.get(pk, [])

    def wrote_beneath(self, pk: int, writers: set[int]) -> bool:
        """Whether something that one of these people wrote is shown beneath a reply."""
        start, end = self.span(pk)
        if self.in_one_name:
            return self.count(start, end) > 0
        theirs = (self._of.get(writer, []) for writer in writers)
        return any(bisect_left(own, start) < bisect_left(own, end) for own in theirs)


def branches_of(post_id: int) -> Branches:
    """Return the replies to a post. One query."""
    return Branches([Branch(*row) for row in _replies.rows(None, post_id)])


@Statement
def _replies(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    found: QuerySet[Reply] = Reply.objects.filter(post=post_id).order_by("tree_id", "lft")
    favours = PointsDecision.objects.in_favour().filter(reply=OuterRef("pk"))
    return found.values_list("pk", "parent", "level", "state", "author", Exists(favours))
