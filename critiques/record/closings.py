"""What readers are told of an essay’s doors, to whom they are shut, and of the last word there."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.statements import Statement
from critiques.models import Closing, ClosingWord
from critiques.people import columns_of, person_of
from forum.models import Bar, Post, State
from web.dates import day, iso

WORDS = 20


class Closed(NamedTuple):
    """Since when, and why, an essay takes no new objections."""

    since: str
    reason: str


class Barred(NamedTuple):
    """Somebody whom the author has barred."""

    username: str
    name: str
    url: str
    when: str
    reason: str


def with_closing(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Add to each post what `closed` tells of it."""
    standing = Closing.objects.filter(post=OuterRef("pk"), reopened_at=None)
    return posts.annotate(
        closed_at=Subquery(standing.values("closed_at")[:1]),
        closed_because=Subquery(standing.values("reason")[:1]),
    )


def closed(post: Any) -> Closed | None:
    """Return since when and why a public post, read `with_closing`, takes no new objections."""
    if post.closed_at is None or post.state != State.VISIBLE:
        return None
    return Closed(day(post.closed_at), post.closed_because)


def barred_from(post: Post) -> list[Barred]:
    """Return who is barred from a public post now, in the order of time. One query."""
    if post.state != State.VISIBLE:
        return []
    return [
        Barred(who.username, who.shown_name, who.url, day(at), reason)
        for at, reason, *person in _bars.rows(None, post.pk)
        for who in [person_of(*person)]
    ]


class SaidWord(NamedTuple):
    """One closing word of an author, as its readers get it; without a text it was taken back."""

    number: int
    when: str
    iso: str
    text: str
    # Removed by moderators; then there is a text only for whom it has one.
    hidden: bool


class ClosingWords(NamedTuple):
    """The author’s closing word that stands, if any, and earlier ones, the newest first."""

    last: SaidWord | None
    earlier: list[SaidWord]


def closing_words(post: Any, *, insider: bool) -> ClosingWords:
    """Return those on a post that `readable_post` returned, the latest twenty. One query.

    An `insider` reads what moderators removed.
    """
    if not post.readable or post.state == State.DRAFT:
        return ClosingWords(None, [])
    said = [
        SaidWord(number, day(at), iso(at), "" if hidden and not insider else text, bool(hidden))
        for number, text, at, hidden in _words.rows(None, post.pk)
    ]
    stands = bool(said) and bool(said[0].text) and not said[0].hidden
    return ClosingWords(said[0], said[1:]) if stands else ClosingWords(None, said)


@Statement
def _words(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    words: QuerySet[ClosingWord] = ClosingWord.objects.filter(post=post_id).order_by("-number")
    return words.values_list("number", "text", "created_at", "hidden_at")[:WORDS]


@Statement
def _bars(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    bars: QuerySet[Bar] = Bar.objects.filter(post=post_id, lifted_at=None, user__left_at=None)
    rows = bars.order_by("barred_at", "pk")
    return rows.values_list("barred_at", "reason", *columns_of("user"))
