"""What was said in favour of an essay."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery

from accounts.statements import Statement
from critiques.people import columns_of, person_of
from critiques.prose.excerpts import whole_sentences
from forum.models import Reply, State
from forum.text import attributed_words, own_words
from web.addresses import address_of
from web.dates import day, iso

# The first sentence, or two short ones.
EXCERPT = 120


class Favour(NamedTuple):
    """One reply in favour: how it begins, in whole sentences of its own, and how many replies that
    the public can read stand beneath it."""

    username: str
    name: str
    url: str
    when: str
    iso: str
    text: str
    beneath: int


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
            whole_sentences(own_words(html) or attributed_words(html), EXCERPT),
            beneath or 0,
        )
        for pk, at, html, beneath, *person in _public.rows(None, list(replies))
        for who in [person_of(*person)]
    }
    return [found[pk] for pk in replies if pk in found]


@Statement
def _public(_: Any, replies: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    of = {"tree_id": OuterRef("tree_id"), "lft__gt": OuterRef("lft"), "rght__lt": OuterRef("rght")}
    under = Reply.objects.filter(state=State.VISIBLE, **of).order_by().values("tree_id")
    count = Subquery(under.annotate(count=Count("pk")).values("count"))
    found: QuerySet[Reply] = Reply.objects.public().filter(pk__in=replies).annotate(under=count)
    return found.values_list("pk", "created_at", "html", "under", *columns_of("author"))
