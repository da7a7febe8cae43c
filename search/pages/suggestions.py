"""What is offered while somebody types: topics, and people."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import pgettext
from taggit.models import Tag as Topic

from accounts.models import User
from forum.models import PostTopic
from search.fulltext import FullTextQuery, having
from search.grammar import Wanted
from search.models import IndexEntry
from search.visibility import essays_for, people_for
from search.words import words_of

MOST = 6
# No entry has a greater number.
EVERY = 2**62
# Letters, before anything is offered; and the most of what is typed that is looked at.
LEAST, LONGEST = 2, 60


class SearchOffer(NamedTuple):
    """Something that fits what is typed, what it is, and what one would type for it."""

    what: str
    words: str
    insert: str


def offers_for(viewer: Any, typed: str) -> list[SearchOffer]:
    """Return the topics and people that `viewer` may find whose names begin so. Three queries.

    `topic:` or `author:` before it asks for these alone.
    """
    name, _, rest = typed.rpartition(":")
    begins = (rest if name in ("topic", "author") else typed).strip('"“”@ ').replace("\0", "")
    if len(begins) < (1 if name else LEAST) or len(begins) > LONGEST:
        return []
    topics = [] if name == "author" else _topics(viewer, begins)
    people = [] if name == "topic" else _people(viewer, begins)
    return [*topics[: MOST // (2 if people else 1)], *people][:MOST]


def _topics(viewer: Any, begins: str) -> list[SearchOffer]:
    used = PostTopic.objects.filter(content_object__in=essays_for(viewer).values("pk"))
    found = Topic.objects.filter(name__istartswith=begins, pk__in=used.values("tag"))
    names = found.order_by("name").values_list("name", flat=True)[:MOST]
    return [
        SearchOffer(name, pgettext("an offer", "topic"), f"topic:{_quoted(name)}") for name in names
    ]


def _people(viewer: Any, begins: str) -> list[SearchOffer]:
    words = tuple(word.folded for word in words_of(begins))
    if not words:
        return []
    asked = FullTextQuery.of([Wanted(begins, words, begins=True)], (), in_titles=True)
    everybody = people_for(viewer)
    people = IndexEntry.objects.filter(kind=IndexEntry.Of.PERSON)
    people = people.filter(Exists(everybody.filter(pk=OuterRef("of"))))
    found = having(people, *asked, EVERY).values_list("of", flat=True)[:MOST]
    named = User.objects.filter(pk__in=list(found)).order_by("username")
    what = pgettext("an offer", "author")
    return [SearchOffer(each.shown_name, what, f"author:{each.username}") for each in named]


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
