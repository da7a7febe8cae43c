"""In which orders lists of essays stand, and a page of one."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.statements import Statement
from critiques.models import Objection
from critiques.words import Status
from forum.models import Post
from forum.models.posts import PINNED
from threads.pages.lists.postlines import public_posts
from web.orders import Order, SortColumn, latest
from web.pagination import Asked, Turned

PAGE = 20
SORTS = {
    "active": pgettext_lazy("order of essays", "Active"),
    "new": pgettext_lazy("order of essays", "New"),
    "unanswered": pgettext_lazy("order of essays", "Unanswered"),
    "top": pgettext_lazy("order of essays", "Worth reading"),
}
# As titles end.
IN_TITLES = {
    "new": gettext_lazy(", new"),
    "unanswered": gettext_lazy(", unanswered"),
    "top": gettext_lazy(", worth reading"),
}
# What each is sorted by; only what is pinned has a moment for that.
PINNED_AT = SortColumn("pinned_at", falls=True, is_moment=True, has_null=True)
ORDERS = dict.fromkeys(SORTS, latest("published_at")) | {
    "active": Order((PINNED_AT, *latest("active_at").columns)),
    "top": latest("top_at"),
}


def sorted_page(posts: QuerySet[Post], sort: str, page: Asked) -> Turned[Post]:
    """Return a page of posts in the order `sort`; two queries at most, Http404 beyond the last."""
    return ORDERS[sort].page(_marks(posts, sort), page, PAGE)


def first_page(viewer: Any, sort: str) -> Turned[Post]:
    """Return the first page of all posts, which is asked for most. One query."""
    return ORDERS[sort].found(_FIRST[sort].rows(viewer), 1, PAGE)


def title_of(what: str, sort: str, page: Asked) -> str:
    """Return what tells a list of posts from every other."""
    return f"{what}{IN_TITLES.get(sort, '')}{page.told}"


def _marks(posts: QuerySet[Post], sort: str) -> QuerySet[Post]:
    """Return of posts, in their order, what tells whether they changed."""
    return _ordered(posts, sort).only("version", "stamp", "votes_stamp", *ORDERS[sort].names)


def _first(sort: str) -> Statement:
    return Statement(lambda viewer: _marks(public_posts(viewer), sort)[: PAGE + 1])


_FIRST = {sort: _first(sort) for sort in SORTS}


def _ordered(posts: QuerySet[Post], sort: str) -> QuerySet[Post]:
    sorting = ORDERS[sort].sorting
    if sort == "active":
        # As its index has it: what is pinned first.
        return posts.order_by(PINNED.desc(), *sorting)
    if sort == "unanswered":
        # The first of each essay alone: else a database looks at all there are of all essays.
        waiting = Objection.objects.filter(post=OuterRef("pk"), status=Status.OPEN).order_by()
        posts = posts.annotate(waiting=Subquery(waiting.values("pk")[:1]))
        posts = posts.filter(Q(reply_count=0) | Q(waiting__isnull=False))
    return posts.order_by(*sorting)
