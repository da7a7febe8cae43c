"""The list of posts, each with the letters of what is unresolved."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.statements import Statement
from forum.models import PostTopic
from forum.models.topics import topics_in_use
from forum.topics import TopicLink
from threads.news.arrivals import new_in
from threads.pages.lists.orders import SORTS, first_page, sorted_page, title_of
from threads.pages.lists.postlines import printed_lines, public_posts
from web.pagination import FIRST, Asked

TOPICS_SHOWN = 12


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
            paged = first_page(viewer, sort)
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
            **paged.beside(url()),
        )


def _slug_of(topic: str) -> str:
    return topics_in_use().filter(name=topic).values_list("slug", flat=True).first() or ""


def _feed_url(topic: str, slug: str) -> str:
    if not topic:
        return reverse("feed-posts")
    return reverse("feed-topic", args=[slug]) if slug else ""


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
