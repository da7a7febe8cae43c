"""A topic: what it is about, and its essays."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from taggit.models import Tag as Topic

from accounts.permissions import may
from forum.markup.translations import translated
from forum.models import TopicWording
from forum.models.topics import topics_in_use
from forum.text import excerpt, plain
from threads.news.arrivals import new_in
from threads.pages.following.controls import control_of_topic
from threads.pages.lists.index import IndexLink
from threads.pages.lists.orders import SORTS, sorted_page, title_of
from threads.pages.lists.postlines import printed_lines, public_posts
from web.following import FollowControl
from web.pagination import Asked

EXCERPT = 200


@dataclass(frozen=True)
class TopicPage:
    """A topic’s essays as the public sees them, twenty a page, sorted as the list of all posts.

    Six queries at most, and two more for who is signed in, whatever the size.
    """

    name: str
    title: str
    # What moderators say that it is about, and in short to who links to it.
    about: SafeString
    introduction: str
    # Where that is changed, for moderators.
    describe_url: str
    posts: SafeString
    sorts: list[IndexLink]
    feed_url: str
    # What can be pressed at the topic; None for visitors.
    follow: FollowControl | None
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, topic: str, sort: str, page: Asked) -> Self:
        """Load a page of the essays with the topic of this slug.

        Raises Topic.DoesNotExist where no essay that the public may read has it, and Http404 beyond
        the last page.
        """
        found = described_topic(topic)
        sort = sort if sort in SORTS else "active"
        paged = sorted_page(public_posts(viewer).filter(topics=found), sort, page)
        url = reverse("topic", args=[found.slug])
        urls = {key: url if key == "active" else f"{url}?sort={key}" for key in SORTS}
        return cls(
            name=found.name,
            title=title_of(found.name, sort, page),
            # Made safe when it was written.
            about=mark_safe(translated(found.about or "")),  # noqa: S308
            introduction=excerpt(plain(found.about or ""), EXCERPT)
            or gettext("Essays on %(topic)s.") % {"topic": found.name},
            describe_url=_describe_url(found) if may(viewer, "moderation.moderate") else "",
            posts=printed_lines(paged.rows, new_in([post.pk for post in paged.rows], viewer)),
            sorts=[IndexLink(str(of), urls[key], key == sort) for key, of in SORTS.items()],
            feed_url=reverse("feed-topic", args=[found.slug]),
            follow=control_of_topic(viewer, found) if viewer.is_authenticated else None,
            **paged.beside(urls[sort]),
        )


def described_topic(slug: str) -> Topic:
    """Return the topic of public essays with this slug, and `about`: what is said of it, or None.

    One query. Raises Topic.DoesNotExist.
    """
    latest = TopicWording.objects.filter(topic=OuterRef("pk")).order_by("-number")
    topics = topics_in_use().annotate(about=Subquery(latest.values("html")[:1]))
    return topics.get(slug=slug.replace("\0", ""))


def _describe_url(topic: Topic) -> str:
    return reverse("topic-description", args=[topic.slug])
