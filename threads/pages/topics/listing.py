"""All topics in one list: how many essays each has, and the latest of them."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, QuerySet, Subquery
from taggit.models import Tag as Topic

from forum.models import Post
from forum.models.posts import TOPIC_LENGTH
from forum.models.topics import essays_on, topics_in_use
from forum.topics import TopicLink
from threads.pages.lists.postlines import public_posts
from web.addresses import address_of
from web.dates import day, iso
from web.orders import Order, SortColumn
from web.pagination import Asked

PAGE = 50
BY_NAME = Order((SortColumn("name", is_text=True), SortColumn("pk")))


@dataclass(frozen=True)
class TopicLine:
    """A topic in the list, and the latest of its essays."""

    pk: int
    name: str
    url: str
    essays: int
    latest: str
    latest_url: str
    when: str
    iso: str


@dataclass(frozen=True)
class TopicsPage:
    """The topics of public essays by name, fifty a page, or those whose names have some words.

    The same for everybody. Two queries, whatever there is: nothing is counted of topics that are
    not on the page.
    """

    asked: str
    # Which page it is, for its title.
    which: str
    topics: list[TopicLine]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, asked: str, page: Asked) -> Self:
        """Load a page; raises Http404 beyond the last."""
        asked = " ".join(asked.replace("\0", "").split())[:TOPIC_LENGTH]
        found = BY_NAME.page(_topics(asked), page, PAGE)
        latest = public_posts(None).in_bulk([each.latest for each in found.rows])
        url = address_of("topics") + (f"?{urlencode({'q': asked})}" if asked else "")
        return cls(
            asked=asked,
            which=page.told,
            topics=[
                _line(each, latest[each.latest]) for each in found.rows if each.latest in latest
            ],
            **found.beside(url),
        )


def _topics(asked: str) -> QuerySet[Topic]:
    essays = essays_on(OuterRef("pk"))
    # What is latest is what stands first in the list of what is new.
    latest = essays.order_by("-content_object__published_at", "-content_object")
    counted = essays.order_by().values("tag").annotate(essays=Count("pk"))
    topics = topics_in_use().annotate(
        essays=Subquery(counted.values("essays")),
        latest=Subquery(latest.values("content_object")[:1]),
    )
    # All names are in small letters; SQLite knows of no others but those of English.
    topics = topics.filter(name__icontains=asked.lower()) if asked else topics
    return topics.order_by("name", "pk")


def _line(topic: Topic, latest: Post) -> TopicLine:
    name, url = TopicLink.of(topic.name, topic.slug)
    return TopicLine(
        pk=topic.pk,
        name=name,
        url=url,
        essays=topic.essays,
        latest=latest.title,
        latest_url=latest.get_absolute_url(),
        when=day(latest.published_at),
        iso=iso(latest.published_at),
    )
