"""Pages of a thread: each holds whole branches, up to about 250 replies.

They are turned by the branch where one ends, and so whatever is written meanwhile no branch is
shown twice, and none is skipped. By a number, which counts from the beginning, it is told on which
page a branch is at the moment.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Least
from django.http import Http404

from accounts.statements import Statement
from forum.models import Reply
from threads.branches import CAP
from web.orders import Order, SortColumn
from web.pagination import Asked

# A branch belongs to the page on which it begins: each has so many replies, and what its last
# branch has more.
SIZE = 250 - CAP
OLDEST, NEWEST = "oldest", "newest"
ORDERS = {
    sort: Order(
        (SortColumn("created_at", falls=sort == NEWEST, is_moment=True), SortColumn("tree_id"))
    )
    for sort in (OLDEST, NEWEST)
}
COLUMNS = {OLDEST: ("created_at", "tree_id"), NEWEST: ("-created_at", "tree_id")}


class PageOfBranches(NamedTuple):
    """The trees on a page of a thread, in order, and how addresses ask for the pages beside it.

    `is_known` is whether what was asked for names a branch that is there, or a page by its number:
    there are only so many of these.
    """

    trees: list[int]
    newer: str = ""
    older: str = ""
    is_known: bool = True


def _counted() -> Least:
    """Return how many replies of a branch its page has, about, by its top-level reply."""
    return Least(F("rght") / 2, Value(CAP), output_field=BigIntegerField())


def _roots(viewer: Any, post_id: int) -> QuerySet:
    return Reply.objects.known_to(viewer).filter(post=post_id, parent=None)


def _numbered(sort: str) -> Statement:
    """Return what asks for branches in this order from a page on, each with its page's number."""
    order = COLUMNS[sort]

    def numbered(viewer: Any, post_id: int, page: int) -> QuerySet:
        before = Window(Sum(_counted()), order_by=order) - _counted()
        number = ExpressionWrapper((before / SIZE) + 1, BigIntegerField())
        roots = _roots(viewer, post_id).annotate(number=number).filter(number__gte=page)
        return roots.order_by(*order).values_list("tree_id", "number", "created_at")[: SIZE + 1]

    return Statement(numbered)


_NUMBERED = {sort: _numbered(sort) for sort in ORDERS}


def branches_on(page: Asked, *, post_id: int, viewer: Any, sort: str) -> PageOfBranches:
    """Return the branches on a page of a thread. Two queries at most.

    After what is the last branch by now comes an empty page with a way back, before the first the
    first page. Raises Http404 for a place that is none, and beyond the last page; the first may be
    empty.
    """
    if page.after:
        return _beside(page.after, post_id, viewer, sort) or PageOfBranches(
            [], f"before={ORDERS[sort].behind(page.after)}", is_known=False
        )
    if page.before and (found := _beside(page.before, post_id, viewer, sort, back=True)):
        return found
    numbered: Sequence[tuple[int, int, datetime]]
    numbered = _NUMBERED[sort].rows(viewer, post_id, page.page)
    here = [(tree, at) for tree, number, at in numbered if number == page.page]
    if page.page > 1 and not here:
        raise Http404("There is no such page.")
    more = len(numbered) > len(here)
    found = _turned(here, sort, newer=page.page > 1, older=more)
    return found._replace(is_known=not page.before)


def _beside(
    place: str, post_id: int, viewer: Any, sort: str, *, back: bool = False
) -> PageOfBranches | None:
    """Return the page after a place, `back` the one before it; None where there is none."""
    order = ORDERS[sort]
    roots = _roots(viewer, post_id).filter(order.after(place, back=back, itself=True))
    found = _in_order(roots, sort, back=back)
    is_known = bool(found) and order.place_of(found[0][1], found[0][0]) == place
    rest = found[is_known:]
    here = _whole(rest)
    if not here:
        return None
    more = len(rest) > len(here)
    if back:
        return _turned(here[::-1], sort, newer=more, older=True)._replace(is_known=is_known)
    return _turned(here, sort, newer=True, older=more)._replace(is_known=is_known)


def _in_order(roots: QuerySet, sort: str, *, back: bool) -> list[tuple[int, datetime, int]]:
    """Return the first of these branches, `back` the last: tree, moment, and replies counted."""
    ordered = roots.annotate(counted=_counted()).order_by(*COLUMNS[sort])
    ordered = ordered.reverse() if back else ordered
    return list(ordered.values_list("tree_id", "created_at", "counted")[: SIZE + 2])


def _whole(found: list[tuple[int, datetime, int]]) -> list[tuple[int, datetime]]:
    """Return the branches that begin on one page."""
    ends = accumulate(counted for _, _, counted in found)
    return [
        (tree, at)
        for (tree, at, counted), end in zip(found, ends, strict=True)
        if end - counted < SIZE
    ]


def _turned(
    here: list[tuple[int, datetime]], sort: str, *, newer: bool, older: bool
) -> PageOfBranches:
    places = [ORDERS[sort].place_of(at, tree) for tree, at in here]
    return PageOfBranches(
        [tree for tree, _ in here],
        f"before={places[0]}" if here and newer else "",
        f"after={places[-1]}" if here and older else "",
    )


def page_of(reply: Reply, viewer: Any) -> int:
    """Return on which page of its thread, oldest first, the branch of a reply is. One query."""
    found = _before.rows(viewer, reply.post_id, reply.pk)
    return found[0] // SIZE + 1 if found else 1


@Statement
def _before(viewer: Any, post_id: int, reply_id: int) -> QuerySet:
    """How many replies stand on pages before the branch of this one; no row for none."""
    tree = Subquery(Reply.objects.filter(pk=reply_id).values("tree_id"))
    begun = Subquery(Reply.objects.filter(tree_id=tree, parent=None).values("created_at"))
    earlier = Q(created_at__lt=begun) | Q(created_at=begun, tree_id__lt=tree)
    roots = _roots(viewer, post_id).filter(earlier).order_by()
    return roots.values("post").annotate(n=Sum(_counted())).values_list("n", flat=True)
