"""Who may find what: asked of the texts themselves, whenever something is looked for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.rules import is_moderator
from critiques.models import Objection
from forum.models import Post, Reply, State
from search.models import IndexEntry

Of = IndexEntry.Of


def found_by(viewer: Any) -> Q:
    """Return the entries that `viewer` may find: what they may read, and who wrote such."""
    essays = essays_for(viewer)
    replies = Reply.objects.readable_by(viewer)
    people = people_for(viewer)
    every = {
        Of.REPLY: replies,
        Of.ESSAY: essays,
        Of.OBJECTION: Objection.objects.saying_to(viewer),
        Of.PERSON: people,
    }
    found = Q(pk__in=[])
    for kind, rows in every.items():
        found |= Q(kind=kind) & Q(Exists(rows.order_by().filter(pk=OuterRef("of"))))
    return found


def essays_for(viewer: Any) -> QuerySet[Post]:
    """Return the essays that `viewer` may find; drafts stand on their author's own list."""
    return Post.objects.readable_by(viewer).exclude(state=State.DRAFT)


def people_for(viewer: Any) -> QuerySet[User]:
    """Return the people whom `viewer` may find: who are here, and have said something to them."""
    here = User.objects.filter(left_at=None)
    if is_moderator(viewer):
        return here
    wrote = (
        rows.order_by().filter(author=OuterRef("pk"))
        for rows in (essays_for(viewer), Reply.objects.readable_by(viewer))
    )
    essay, reply = (Q(Exists(rows)) for rows in wrote)
    return here.filter(essay | reply)
