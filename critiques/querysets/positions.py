"""The author’s positions that readers can see, and those of them that answer."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from critiques.words import ANSWERING, Stance


def heard() -> Q:
    """Return the positions that readers can see: without a reply, or whose reply is public."""
    replies = apps.get_model("forum", "Reply").objects.heard_on(OuterRef("objection__post"))
    return Q(reply__isnull=True) | Exists(replies.filter(pk=OuterRef("reply")))


def answering() -> Q:
    """Return those of them that answer the objection."""
    return heard() & Q(position__in=ANSWERING)


def agreed(*, but: Any) -> Q:
    """Return by which words an author agreed with a wording once, readable or not, but `but`."""
    return Q(position=Stance.CONCEDED) & ~Q(author=but)


def words_of(objection: Any) -> Any:
    """Return the positions on an objection that readers can see."""
    return apps.get_model("critiques", "Position").objects.filter(heard(), objection=objection)
