"""What was said in favour of an essay."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.people import columns_of, person_of
from forum.models import Reply
from forum.text import excerpt, plain
from web.addresses import address_of
from web.dates import day, iso

EXCERPT = 400


class Favour(NamedTuple):
    """One reply in favour, in its own words, shortened where it is long."""

    username: str
    name: str
    url: str
    when: str
    iso: str
    text: str


def favours_of(replies: Sequence[int]) -> list[Favour]:
    """Return those of these replies that everybody may read, in their order. One query."""
    if not replies:
        return []
    found = {
        pk: Favour(
            who.username,
            who.shown_name,
            f"{address_of('reply-permalink', pk)}#reply-{pk}",
            day(at),
            iso(at),
            excerpt(plain(html), EXCERPT),
        )
        for pk, at, html, *person in _public.rows(None, list(replies))
        for who in [person_of(*person)]
    }
    return [found[pk] for pk in replies if pk in found]


@Statement
def _public(_: Any, replies: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    found: QuerySet[Reply] = Reply.objects.public().filter(pk__in=replies)
    return found.values_list("pk", "created_at", "html", *columns_of("author"))
