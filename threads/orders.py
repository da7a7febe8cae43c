"""What the branches of a thread are sorted by."""

from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from forum.models import Reply, State
from web.orders import Order, SortColumn

OLDEST, NEWEST, DISCUSSED, TOP = "oldest", "newest", "discussed", "top"
# What else branches are sorted by, the last column tells them apart.
TREE = SortColumn("tree_id")
OLDEST_FIRST = (SortColumn("created_at", is_moment=True), TREE)
ORDERS = {
    OLDEST: Order(OLDEST_FIRST),
    NEWEST: Order((SortColumn("created_at", falls=True, is_moment=True), TREE)),
    DISCUSSED: Order((SortColumn("discussed", falls=True), *OLDEST_FIRST)),
    TOP: Order((SortColumn("worth", falls=True), *OLDEST_FIRST)),
}


def roots_of(viewer: Any, post_id: int) -> QuerySet:
    """Return the top-level replies of a post that `viewer` may know of."""
    return Reply.objects.known_to(viewer).filter(post=post_id, parent=None)


def with_columns(sort: str, viewer: Any, post_id: int) -> QuerySet:
    """Return the top-level replies with what they are sorted by, not yet sorted."""
    roots = roots_of(viewer, post_id)
    if sort == TOP:
        # How many a text had that is hidden is told by no place either.
        votes = Case(When(state=State.VISIBLE, then="votes"), default=0)
        return roots.annotate(worth=votes)
    if sort != DISCUSSED:
        return roots
    beneath = Reply.objects.readable_by(viewer).filter(tree_id=OuterRef("tree_id"), level__gt=0)
    count = beneath.order_by().values("tree_id").annotate(n=Count("pk")).values("n")
    return roots.annotate(discussed=Coalesce(Subquery(count), 0))
