"""The list of posts, each with the letters of what is unresolved."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from accounts.statements import Statement
from critiques.models import Objection
from critiques.words import Status
from forum.models import Post, PostTopic
from forum.models.posts import PINNED
from forum.models.topics import topics_in_use
from forum.topics import TopicLink
from threads.news.arrivals import new_in
from threads.pages.postlines import printed_lines, public_posts
from web.orders import Order, SortColumn, latest
from web.pagination import FIRST, Asked, Turned, with_query

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
TOPICS_SHOWN = 12
# What each is sorted by; only what is pinned has a moment for that.
PINNED_AT = SortColumn("pinned_at", falls=True, is_moment=True, has_null=True)
ORDERS = dict.fromkeys(SORTS, latest("published_at")) | {
    "active": Order((PINNED_AT, *latest("active_at").columns)),
    "top": latest("top_at"),
}


@dataclass(frozen=True)
class IndexLink:
    """A choice in a row of them."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class IndexPage:
    """Posts as the public sees them, twenty a page.

    Two queries where the list is kept, four more where it is made, one more of a topic, and one for
    who is signed in; whatever the size.
    """

    title: str
    posts: SafeString
    sorts: list[IndexLink]
    topics: list[IndexLink]
    topic: str
    # Both empty for a topic that no public post has: nobody learns of others.
    topic_url: str
    feed_url: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, sort: str, topic: str, page: Asked) -> Self:
        """Load a page in the order `sort`, of one topic if it is not empty.

        What somebody replies to while it is read by activity goes to its beginning.

        Raises Http404 beyond the last page.
        """
        sort = sort if sort in SORTS else "active"
        if page == FIRST and not topic:
            paged = ORDERS[sort].found(_FIRST[sort].rows(viewer), 1, PAGE)
        else:
            posts = public_posts(viewer)
            paged = sorted_page(posts.filter(topics__name=topic) if topic else posts, sort, page)

        def url(**change: Any) -> str:
            asked = {"sort": sort, "tag": topic, **change}
            kept = {k: v for k, v in asked.items() if v not in ("", "active")}
            return f"/?{urlencode(kept)}" if kept else "/"

        slug = _slug_of(topic) if topic else ""
        return cls(
            title=title_of(topic or gettext("Posts"), sort, page),
            posts=printed_lines(paged.rows, new_in([post.pk for post in paged.rows], viewer)),
            sorts=[IndexLink(str(of), url(sort=key), key == sort) for key, of in SORTS.items()],
            topics=_topics(topic, url(tag="")),
            topic=topic,
            topic_url=TopicLink.of(topic, slug).url if slug else "",
            feed_url=_feed_url(topic, slug),
            newer_url=with_query(url(), paged.newer),
            older_url=with_query(url(), paged.older),
        )


def sorted_page(posts: QuerySet[Post], sort: str, page: Asked) -> Turned[Post]:
    """Return a page of posts in the order `sort`; two queries at most, Http404 beyond the last."""
    return ORDERS[sort].page(_marks(posts, sort), page, PAGE)


def title_of(what: str, sort: str, page: Asked) -> str:
    """Return what tells a list of posts from every other."""
    return f"{what}{IN_TITLES.get(sort, '')}{page.told}"


def _slug_of(topic: str) -> str:
    return topics_in_use().filter(name=topic).values_list("slug", flat=True).first() or ""


def _feed_url(topic: str, slug: str) -> str:
    if not topic:
        return reverse("feed-posts")
    return reverse("feed-topic", args=[slug]) if slug else ""


def _marks(posts: QuerySet[Post], sort: str) -> QuerySet[Post]:
    """Return of posts, in their order, what tells whether they changed."""
    return _ordered(posts, sort).only("version", "stamp", "votes_stamp", *ORDERS[sort].names)


def _first(sort: str) -> Statement:
    return Statement(lambda viewer: _marks(public_posts(viewer), sort)[: PAGE + 1])


# What is asked most: the first page of all posts.
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


@Statement
def _used(_: Any) -> QuerySet:
    used = PostTopic.objects.filter(content_object__in=public_posts(None)).order_by()
    used = used.values("tag__name", "tag__slug").annotate(posts=Count("pk"))
    most = used.order_by("-posts", "tag__name")
    return most.values_list("tag__name", "tag__slug")[:TOPICS_SHOWN]


def _topics(chosen: str, all_url: str) -> list[IndexLink]:
    """Return the links to what is used most; of the chosen one to all posts again."""
    links = {name: TopicLink.of(name, slug).url for name, slug in _used.rows(None)}
    links |= {chosen: all_url} if chosen else {}
    return [IndexLink(name, links[name], name == chosen) for name in sorted(links)]
