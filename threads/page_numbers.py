"""On which page of its thread a branch is: a page holds whole branches, up to about 250 replies."""

from collections.abc import Sequence
from typing import Any

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

from accounts.statements import Statement
from forum.models import Reply
from threads.branches import CAP
from web.pagination import Paged

# A branch belongs to the page on which it begins: each has so many replies, and what its last
# branch has more.
SIZE = 250 - CAP
OLDEST, NEWEST = "oldest", "newest"
ORDERS = {OLDEST: "created_at", NEWEST: "-created_at"}


def _counted() -> Least:
    """Return how many replies of a branch its page has, about, by its top-level reply."""
    return Least(F("rght") / 2, Value(CAP), output_field=BigIntegerField())


def _roots(viewer: Any, post_id: int) -> QuerySet:
    return Reply.objects.known_to(viewer).filter(post=post_id, parent=None)


def _numbered(sort: str) -> Statement:
    """Return what asks for branches in this order from a page on, each with its page's number."""
    order = [ORDERS[sort], "tree_id"]

    def numbered(viewer: Any, post_id: int, page: int) -> QuerySet:
        before = Window(Sum(_counted()), order_by=order) - _counted()
        number = ExpressionWrapper((before / SIZE) + 1, BigIntegerField())
        roots = _roots(viewer, post_id).annotate(number=number).filter(number__gte=page)
        return roots.order_by(*order).values_list("tree_id", "number")[: SIZE + 1]

    return Statement(numbered)


_NUMBERED = {sort: _numbered(sort) for sort in ORDERS}


def branches_on(page: int, *, post_id: int, viewer: Any, sort: str) -> Paged[int]:
    """Return the trees on a page (from 1) of a thread, in order. One query.

    Raises Http404 beyond the last page; the first may be empty.
    """
    found: Sequence[tuple[int, int]] = _NUMBERED[sort].rows(viewer, post_id, page)
    here = [tree for tree, number in found if number == page]
    return Paged.of_found([*here, *[0] * (len(here) < len(found))], page, len(here))


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
