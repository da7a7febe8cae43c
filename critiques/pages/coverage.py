"""One of the lists behind a summary's coverage."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from critiques.pages.essay import Essay, readable_post
from critiques.record.coverage import KINDS, words_of
from critiques.record.reading import reading_of
from forum.models import Post, Reply
from forum.text import excerpt, own_words
from web.addresses import whole_number
from web.dates import day
from web.pagination import Asked

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
    """Fifty replies of one kind. Seven queries, four where it was read before."""

    essay: Essay
    words: str
    total: int
    replies: list[Covered]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, kind: str, page: Asked) -> Self:
        """Load a page of one kind; one query more where what it begins after left the list.

        Raises Post.DoesNotExist, or Http404 for no such list or page.
        """
        if kind not in KINDS:
            raise Http404(gettext("There is no such list."))
        post = readable_post(viewer, post_id)
        ids = getattr(reading_of(post, viewer).coverage, kind)
        start, end = _part(ids, page, post)
        shown = ids[start:end]
        found = Reply.objects.readable_by(viewer).select_related("author").in_bulk(shown)
        places = [_place(found[pk]) for pk in shown if pk in found]
        if page.after and not places:
            places = [_behind(page.after)]
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
                    excerpt(own_words(found[pk].html), EXCERPT),
                )
                for pk in shown
                if pk in found
            ],
            newer_url=f"{url}?before={places[0]}" if places and start else "",
            older_url=f"{url}?after={places[-1]}" if places and end < len(ids) else "",
        )


def _part(ids: list[int], page: Asked, post: Post) -> tuple[int, int]:
    """Return where a page of these replies, in tree order, begins and ends."""
    if page.after:
        start = _beside(ids, page.after, post, itself=1)
        return start, start + PAGE
    if page.before:
        end = _beside(ids, page.before, post, itself=0) or PAGE
        return max(end - PAGE, 0), end
    start = (page.page - 1) * PAGE
    if start and start >= len(ids):
        raise Http404(gettext("There is no such page."))
    return start, start + PAGE


def _beside(ids: list[int], place: str, post: Post, *, itself: int) -> int:
    """Return how many of the replies stand before a place, with the one there if `itself` is 1.

    One query where it left the list. Then its place is the one that it had, which replies written
    since in the same branch may have moved: nobody is told where it is, who may not know of it.
    """
    numbers = [whole_number(each) for each in place.split("-")]
    if len(numbers) != 3 or None in numbers:
        raise Http404(gettext("There is no such page."))
    tree, left, pk = numbers
    if pk in ids:
        return ids.index(pk) + itself
    listed = set(ids)
    rows = Reply.objects.filter(post=post).values_list("tree_id", "lft", "pk")
    return sum((row[0], row[1]) < (tree, left) for row in rows if row[2] in listed)


def _behind(place: str) -> str:
    """Return the place right after another one, where no reply is left."""
    tree, left, _ = place.split("-")
    return f"{tree}-{int(left) + 1}-0"


def _place(reply: Reply) -> str:
    return f"{reply.tree_id}-{reply.lft}-{reply.pk}"
