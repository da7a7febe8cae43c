"""What narrows a search, as conditions on entries."""

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from critiques.models import Objection
from critiques.words import Kind
from forum.models import Post, PostTopic, Reply
from search.grammar import STATUSES, Filter
from search.models import IndexEntry

Of = IndexEntry.Of


def narrowed(filters: Iterable[Filter]) -> Q:
    """Return the entries that fit them all."""
    every = Q()
    for each in filters:
        fits = _CONDITIONS[each.name](each.value)
        every &= ~fits if each.minus else fits
    return every


def _of(kind: IndexEntry.Of, rows: QuerySet) -> Q:
    return Q(kind=kind) & Q(Exists(rows.order_by().filter(pk=OuterRef("of"))))


def _by(name: str) -> Q:
    who = User.objects.named(name).values("pk")
    wrote = _of(Of.ESSAY, Post.objects.filter(author__in=who))
    wrote |= _of(Of.REPLY, Reply.objects.filter(author__in=who))
    wrote |= _of(Of.OBJECTION, Objection.objects.filter(raiser__in=who))
    return wrote | Q(kind=Of.PERSON, of__in=who)


def _about(topic: str) -> Q:
    """Return the essays with this topic, and what is said beneath them."""
    essays = PostTopic.objects.filter(tag__name__lower=topic.lower()).values("content_object")
    about = Q(kind=Of.ESSAY, of__in=essays)
    about |= _of(Of.REPLY, Reply.objects.filter(post__in=essays))
    return about | _of(Of.OBJECTION, Objection.objects.filter(post__in=essays))


def _standing(status: str) -> Q:
    return _of(Of.OBJECTION, Objection.objects.filter(status__in=STATUSES[status]))


def _lettered(letter: str) -> Q:
    number = int(letter[:-1] or 1)
    return _of(Of.OBJECTION, Objection.objects.filter(letter=letter[-1], round=number))


def _kind(kind: str) -> Q:
    if kind in Kind.values:
        return _of(Of.OBJECTION, Objection.objects.filter(kind=kind))
    return Q(kind=kind)


_CONDITIONS: dict[str, Callable[[str], Q]] = {
    "author": _by,
    "topic": _about,
    "status": _standing,
    "letter": _lettered,
    "in": _kind,
}
