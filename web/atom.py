"""Feeds in Atom 1.0, for programs that ask again and again whether there is something new."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date

# What XML cannot say.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Since when a feed is as it is that has nothing: the same whenever it is asked for.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class AtomEntry(NamedTuple):
    """One thing in a feed; `id` is its own for ever, `updated` rises when it is to be read again.

    Addresses are whole, those in `html`, too.
    """

    id: str
    title: str
    url: str
    html: str
    published: datetime
    updated: datetime
    author: str
    author_url: str = ""
    summary: str = ""
    topics: Sequence[str] = ()


class AtomDocument(NamedTuple):
    """A feed: its id for ever, the page that it is of, its own address, and its entries."""

    id: str
    title: str
    subtitle: str
    url: str
    feed_url: str
    entries: Sequence[AtomEntry]

    @property
    def updated(self) -> datetime:
        """When its latest entry was to be read again."""
        return max((each.updated for each in self.entries), default=_NEVER)


class _Atom(Atom1Feed):
    """Django’s, with whole texts as content, and the same bytes for the same entries."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        # As a description Django would write it as a summary.
        super().add_item_elements(handler, {**item, "description": None})
        if item["short"]:
            handler.addQuickElement("summary", item["short"])
        handler.addQuickElement("content", item["description"], {"type": "html"})


def atom_of(document: AtomDocument) -> str:
    """Return a feed as XML; what XML cannot say is left out of its texts."""
    feed = _Atom(
        title=_said(document.title),
        link=document.url,
        description=None,
        subtitle=_said(document.subtitle),
        language=settings.LANGUAGE_CODE,
        feed_url=document.feed_url,
        feed_guid=document.id,
        updated=document.updated,
    )
    for each in document.entries:
        feed.add_item(
            title=_said(each.title),
            link=each.url,
            description=_said(each.html),
            short=_said(each.summary),
            unique_id=each.id,
            pubdate=each.published,
            updateddate=each.updated,
            author_name=_said(each.author),
            author_link=each.author_url or None,
            categories=[_said(topic) for topic in each.topics],
        )
    return feed.writeString("utf-8")


def atom_response(request: HttpRequest, write: Callable[[], str], mark: str = "") -> HttpResponse:
    """Return the feed that `write` writes, or nothing again to who has it as it still is.

    `mark` is another one whenever the feed is; without one its text is. `Last-Modified` is only
    told: what was hidden changes no moment, so nothing is left out by that. Caches may keep it for
    all, and ask each time whether it is still so.
    """
    text = "" if mark else write()
    tag = f'W/"{sha256((mark or text).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, tag)
    if response is None:
        text = text or write()
        response = HttpResponse(text, content_type=Atom1Feed.content_type)
        # The first is that of the feed itself.
        _, _, rest = text.partition("<updated>")
        updated = datetime.fromisoformat(rest.partition("<")[0])
        response["Last-Modified"] = http_date(updated.timestamp())
    response["ETag"] = tag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _said(text: str) -> str:
    return _NOT_XML.sub("", text)
