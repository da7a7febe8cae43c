"""A feed reader, which holds feeds to the rules of Atom."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import feedparser
from django.test import Client

SITE = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def read(url: str) -> Any:
    """Return a feed as a reader understands it; it is held to the rules of Atom."""
    response = Client().get(url)
    assert response.status_code == 200, url
    found = feedparser.parse(
        response.content, response_headers={"content-type": response.headers["content-type"]}
    )
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10" and found.encoding == "utf-8"
    check(ElementTree.fromstring(response.content), url)  # noqa: S314 (our own)
    return found


def check(feed: ElementTree.Element, url: str) -> None:
    """Hold a feed to what RFC 4287 asks for."""
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links["self"] == SITE + url and links["alternate"].startswith(f"{SITE}/")
    entries = feed.findall(f"{ATOM}entry")
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1 and said(each, name), name
        assert UUID(said(each, "id").removeprefix("urn:uuid:"))
        assert MOMENT.fullmatch(said(each, "updated"))
    ids = [said(each, "id") for each in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert said(feed, "updated") == max(
        (said(each, "updated") for each in entries), default="1970-01-01T00:00:00+00:00"
    )
    for each in entries:
        assert said(each, "published") <= said(each, "updated")
        # Moderators have a name here, and no page.
        assert said(each, "author/name") and re.match(f"{SITE}/u/|$", said(each, "author/uri"))
        assert each.find(f"{ATOM}link").get("href").startswith(f"{SITE}/")
        content = each.find(f"{ATOM}content")
        assert content.get("type") == "html"
        for address in re.findall(r'(?:href|src)="([^"]*)"', content.text or ""):
            assert re.match("https?://", address), address


def said(element: ElementTree.Element, path: str) -> str:
    found = element.find("/".join(f"{ATOM}{each}" for each in path.split("/")))
    return (found.text or "") if found is not None else ""


def alternates(url: str) -> Iterator[str]:
    head, _, page = Client().get(url).content.decode().partition("</head>")
    for found in re.findall(r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', head):
        assert f'<a href="{found}">' in page, "and for who looks for it"
        yield found
