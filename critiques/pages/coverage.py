"""One of the lists behind a summary's coverage."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import Http404
from django.urls import reverse

from critiques.pages.essay import Essay, readable_post
from critiques.record.coverage import KINDS, words_of
from critiques.record.reading import reading_of
from forum.models import Reply
from forum.text import excerpt, plain
from web.dates import day
from web.pagination import Paged

PAGE = 50
EXCERPT = 240


@dataclass(frozen=True)
class Covered:
    """One reply in the list."""

    name: str
    url: str
    when: str
    text: str


@dataclass(frozen=True)
class CoveragePage:
    """Fifty replies of one kind. Six queries, four where it was read before."""

    essay: Essay
    words: str
    total: int
    replies: list[Covered]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, kind: str, page: int) -> Self:
        """Load page `page` (from 1).

        Raises Post.DoesNotExist, or Http404 for no such list or page.
        """
        if kind not in KINDS:
            raise Http404("There is no such list.")
        post = readable_post(viewer, post_id)
        ids = getattr(reading_of(post, viewer).coverage, kind)
        paged = Paged[int].of(ids, page, PAGE)
        found = Reply.objects.readable_by(viewer).select_related("author").in_bulk(paged.rows)
        url = reverse("coverage", args=[post.pk, kind])
        return cls(
            essay=Essay.of(post, viewer),
            words=words_of(kind, len(ids)),
            total=len(ids),
            replies=[
                Covered(
                    found[pk].author.shown_name,
                    f"{found[pk].get_absolute_url()}#reply-{pk}",
                    day(found[pk].created_at),
                    excerpt(plain(found[pk].html), EXCERPT),
                )
                for pk in paged.rows
                if pk in found
            ],
            newer_url=f"{url}?page={paged.newer}" if paged.newer else "",
            older_url=f"{url}?page={paged.older}" if paged.older else "",
        )
