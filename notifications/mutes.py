"""Who has muted where a thing stands, or who did it."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import NamedTuple, Self

from django.db.models import Exists, OuterRef, Q

from critiques.models import ClaimVersion, HolderEvent, Objection, Position, Proposal
from forum.models import Mute, Post, PostRevision, Reply, Thanks
from notifications.words import Thing

# In which model a thing is found, and by which look-ups its essay.
ESSAY_OF = {
    Thing.REPLY: (Reply, "post"),
    Thing.ESSAY: (Post, "pk"),
    Thing.CLICKS: (Post, "pk"),
    Thing.REVISION: (PostRevision, "post"),
    Thing.POSITION: (Position, "objection__post"),
    Thing.LINE: (HolderEvent, "objection__post"),
    Thing.PROPOSAL: (Proposal, "objection__post"),
    Thing.WORDING: (ClaimVersion, "objection__post"),
    Thing.MERGE: (Objection, "post"),
    Thing.THANKS: (Thanks, "post", "reply__post"),
}


class ThingPlace(NamedTuple):
    """Beneath which essay a thing stands, and the replies that it stands in or beneath.

    Of what was split off, these are those that it stood beneath, too.
    """

    essay: int | None
    branches: Q

    @classmethod
    def of(cls, thing: str, number: int) -> Self:
        """Return it. Two queries."""
        model, *paths = ESSAY_OF[Thing(thing)]
        found = model.objects.filter(pk=number).order_by().values_list(*paths).first() or ()
        essay = next((pk for pk in found if pk is not None), None)
        made_of = Q(essay=essay) if essay else Q(pk__in=[])
        itself = Q(pk=number) if thing == Thing.REPLY else Q(pk__in=[])
        stands = Reply.objects.filter(made_of | itself).values_list("tree_id", "lft", "rght")
        above = [Q(tree_id=tree, lft__lte=lft, rght__gte=rght) for tree, lft, rght in stands]
        return cls(essay, reduce(or_, above, Q(pk__in=[])))

    def muted_by(self, people: Collection[int], actor: int) -> set[int]:
        """Return who of these has muted it, or who did it. One query."""
        of_it = Q(post=self.essay) | Q(reply__in=Reply.objects.filter(self.branches).values("pk"))
        mutes = Mute.objects.filter(of_it | Q(person=actor), user__in=people).order_by()
        return set(mutes.values_list("user", flat=True))


def in_essay(post_id: int) -> Q:
    """Return the notifications of what stands in an essay, or is said of it."""
    found = Q(pk__in=[])
    for thing, (model, *paths) in ESSAY_OF.items():
        here = reduce(or_, (Q(**{path: post_id}) for path in paths))
        there = model.objects.filter(here, pk=OuterRef("number")).order_by()
        found |= Q(thing=thing) & Q(Exists(there))
    return found
