"""Topics of essays: where each has its page."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from django.urls import reverse
from taggit.models import Tag as Topic


class TopicLink(NamedTuple):
    """A topic’s name, and the address of its page."""

    name: str
    url: str

    @classmethod
    def of(cls, name: str, slug: str) -> Self:
        """Return it; a name of nothing but signs has no slug, and the list of essays instead."""
        page = reverse("topic", args=[slug]) if slug else reverse("index", query={"tag": name})
        return cls(name, page)


def topic_links(topics: Iterable[Topic]) -> list[TopicLink]:
    """Return the links to topics, by their names."""
    return sorted(TopicLink.of(each.name, each.slug) for each in topics)
