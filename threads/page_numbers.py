"""Pages of a thread: each holds whole branches, up to about 250 replies.

They are turned by the branch where one ends, and so whatever is written meanwhile no branch is
shown twice, and none is skipped. By a number, which counts from the beginning, it is told on which
page a branch is at the moment.
"""

from collections.abc import Sequence
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
from threads.orders import ORDERS, roots_of, with_columns
from web.pagination import Asked

# A branch belongs to the page on which it begins: each has so many replies, and what its last
# branch has more.
SIZE = 250 - CAP
# What a branch is sorted by, as its place in addresses has it; its tree is the last of it.
Key = tuple[Any, ...]


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


def _numbered(sort: str) -> Statement:
    """Return what asks for branches in this order from a page on, each with its page's number."""
    order = ORDERS[sort].sorting

    def numbered(viewer: Any, post_id: int, page: int) -> QuerySet:
        before = Window(Sum(_counted()), order_by=order) - _counted()
        number = ExpressionWrapper((before / SIZE) + 1, BigIntegerField())
        roots = with_columns(sort, viewer, post_id).annotate(number=number)
        roots = roots.filter(number__gte=page).order_by(*order)
        return roots.values_list("number", *ORDERS[sort].names)[: SIZE + 1]

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
    numbered: Sequence[tuple[Any, ...]]
    numbered = _NUMBERED[sort].rows(viewer, post_id, page.page)
    here = [tuple(key) for number, *key in numbered if number == page.page]
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
    roots = with_columns(sort, viewer, post_id)
    roots = roots.filter(order.after(place, back=back, itself=True))
    found = _in_order(roots, sort, back=back)
    is_known = bool(found) and order.place_of(*found[0][1:]) == place
    rest = found[is_known:]
    here = _whole(rest)
    if not here:
        return None
    more = len(rest) > len(here)
    if back:
        return _turned(here[::-1], sort, newer=more, older=True)._replace(is_known=is_known)
    return _turned(here, sort, newer=True, older=more)._replace(is_known=is_known)


def _in_order(roots: QuerySet, sort: str, *, back: bool) -> list[Key]:
    """Return the first of these branches, `back` the last: replies counted, and its key."""
    ordered = roots.annotate(counted=_counted()).order_by(*ORDERS[sort].sorting)
    ordered = ordered.reverse() if back else ordered
    return list(ordered.values_list("counted", *ORDERS[sort].names)[: SIZE + 2])


def _whole(found: list[Key]) -> list[Key]:
    """Return the keys of the branches that begin on one page."""
    ends = accumulate(counted for counted, *_ in found)
    return [
        tuple(key) for (counted, *key), end in zip(found, ends, strict=True) if end - counted < SIZE
    ]


def _turned(here: Sequence[Key], sort: str, *, newer: bool, older: bool) -> PageOfBranches:
    places = [ORDERS[sort].place_of(*key) for key in here]
    return PageOfBranches(
        [key[-1] for key in here],
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
    roots = roots_of(viewer, post_id).filter(earlier).order_by()
    return roots.values("post").annotate(n=Sum(_counted())).values_list("n", flat=True)
