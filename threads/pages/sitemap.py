"""What search engines may list: public essays with their critiques and objections."""

from collections import defaultdict
from hashlib import sha256
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404

from accounts.statements import Statement
from critiques.models import Objection
from critiques.record.mark import mark_of
from forum.models import Post, State
from web.addresses import address_of
from web.dates import iso
from web.origin import ORIGIN
from web.page_cache import page_cache

# Essays by their numbers, those of a file together: few enough that with their objections they stay
# below the fifty thousand addresses that a sitemap may have.
ESSAYS = 500
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_index() -> str:
    """Return the list of all sitemaps. One query."""
    last = _public(None).aggregate(last=Max("pk"))["last"] or 0
    files = (f"{ORIGIN}{address_of('sitemap', n + 1)}" for n in range(_file_of(last)))
    return _written("sitemapindex", (f"<sitemap><loc>{each}</loc></sitemap>" for each in files))


def sitemap(number: int) -> str:
    """Return a sitemap, by its number from 1. One query where it is kept, two where it is made.

    It is kept until one of its essays changes. Raises Http404 where it would be empty.
    """
    posts = _of_file.rows(None, (number - 1) * ESSAYS, number * ESSAYS)
    if not posts:
        raise Http404("No essay is public there.")
    marks = sha256(mark_of(*posts).encode()).hexdigest()
    return page_cache.kept(f"sitemap:{marks}", lambda: _printed(posts))


def _public(viewer: Any) -> QuerySet[Post]:
    return Post.objects.filter(state=State.VISIBLE).readable_by(viewer)


@Statement
def _of_file(viewer: Any, before: int, last: int) -> QuerySet:
    posts = _public(viewer).filter(pk__gt=before, pk__lte=last)
    return posts.order_by("pk").only("slug", "state", "active_at", "version", "stamp")


def _file_of(post: int) -> int:
    return -(-post // ESSAYS)


def _printed(posts: list[Post]) -> str:
    numbers: dict[int, list[int]] = defaultdict(list)
    known = Objection.objects.known_to(None).filter(post__in=[post.pk for post in posts])
    for post_id, number in known.order_by("number").values_list("post", "number"):
        numbers[post_id].append(number)
    lines: list[str] = []
    for post in posts:
        objections = (address_of("objection", post.pk, each) for each in numbers[post.pk])
        for path in (post.get_absolute_url(), address_of("critique", post.pk), *objections):
            changed = f"<lastmod>{iso(post.active_at)}</lastmod>"
            lines.append(f"<url><loc>{ORIGIN}{path}</loc>{changed}</url>")
    return _written("urlset", lines)


def _written(kind: str, lines: Any) -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{SCHEMA}">'
    return "\n".join([head, *lines, f"</{kind}>", ""])
