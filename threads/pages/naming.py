"""Whom and what somebody may want to name while they write: people, and the essay’s objections."""

from typing import Any, NamedTuple

from django.db.models import Max, Q

from accounts.models import User
from critiques.pages.essay import readable_post
from critiques.record.cards import GONE
from critiques.record.reading import reading_of
from forum.models import Post, Reply
from forum.places import WritingPlace

MOST_PEOPLE = 100
MOST_OTHERS = 8
MOST_OBJECTIONS = 200
# Letters of a name, before anybody is looked for who has not written here.
LEAST = 2


class NamedPerson(NamedTuple):
    """Somebody by the name that they are written by, and the one that is shown."""

    name: str
    shown: str


class NamedObjection(NamedTuple):
    """An objection by its address, and what it claims."""

    address: str
    claim: str


def people_at(viewer: User, place: WritingPlace, begins: str = "") -> list[NamedPerson]:
    """Return who may be named at a place: who writes in its thread, the latest first.

    Where their name begins so, others too, in the order of names. Three queries at most. Raises
    ObjectDoesNotExist where `viewer` knows of no such place.
    """
    post = _post(viewer, place)
    if begins:
        return _people(_others(begins)) if len(begins) >= LEAST else []
    if post is None:
        return []
    said = Reply.objects.readable_by(viewer).filter(post=post)
    latest = dict(said.values_list("author").annotate(Max("pk")).order_by("-pk__max")[:MOST_PEOPLE])
    there = User.objects.filter(Q(pk__in=latest) | Q(pk=post.author_id), left_at=None)
    return _people(sorted(there.exclude(pk=viewer.pk), key=lambda who: -latest.get(who.pk, 0)))


def objections_at(viewer: User, place: WritingPlace) -> list[NamedObjection]:
    """Return the objections that may be named at a place, the most urgent first.

    As many queries as `reading_of` makes. Raises what `people_at` raises.
    """
    post = _post(viewer, place)
    if post is None or place.is_essay:
        return []
    cards = [card for card in reading_of(post, viewer).cards.values() if card.claim_shown]
    live = sorted((card for card in cards if card.status not in GONE), key=lambda card: card.rank)
    return [NamedObjection(card.address, card.claim) for card in live[:MOST_OBJECTIONS]]


def _post(viewer: Any, place: WritingPlace) -> Post | None:
    """Return the essay at a place or above it; None of a new one."""
    if place.kind == "new":
        return None
    if place.kind == "essay":
        return readable_post(viewer, place.key)
    return readable_post(viewer, Reply.objects.known_to(viewer).get(pk=place.key).post_id)


def _others(begins: str) -> list[User]:
    found = User.objects.filter(username__lower__startswith=begins.lower(), left_at=None)
    return list(found.order_by("username")[:MOST_OTHERS])


def _people(found: list[User]) -> list[NamedPerson]:
    return [NamedPerson(who.username, who.shown_name) for who in found]
