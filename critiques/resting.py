"""What rests on one reply: the objections that it speaks of, and who else holds them up."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from critiques.models import Holder, Objection, Position, Tag
from critiques.words import HOLDING, Act
from forum.models import Reply, State

JOINING = (Act.RAISE, Act.SUPPORT)


class Resting(NamedTuple):
    """One objection of which a reply speaks.

    `acts` is what the reply does to it. `held` is whether the reply's writer holds it now, `alone`
    whether by this reply alone, `others` the names of who else does. `adopted` is whether the
    essay's author lets somebody else's reply speak for them on it.
    """

    acts: set[str]
    held: bool
    alone: bool
    others: list[str]
    adopted: bool


def resting_on(reply: Reply) -> dict[int, Resting]:
    """Return what rests on `reply`, by objection; the reply itself may be gone already.

    Who holds an objection that was merged into another holds both. Five queries.
    """
    tags = list(Tag.objects.filter(reply=reply).order_by("pk"))
    positions = list(Position.objects.filter(reply=reply).values_list("objection", "author"))
    adopted = {pk for pk, author in positions if author != reply.author_id}
    spoken = dict.fromkeys([*(tag.objection_id for tag in tags), *(pk for pk, _ in positions)])
    above = _wholes(spoken)
    involved = [pk for pk, wholes in above.items() if not spoken.keys().isdisjoint(wholes)]
    holders = Holder.objects.filter(objection__in=involved, user__left_at__isnull=True)
    last: dict[int, dict[int, Holder]] = {pk: {} for pk in above}
    for holder in holders.select_related("user").order_by("state_at", "pk"):
        for pk in above[holder.objection_id]:
            last[pk][holder.user_id] = holder
    elsewhere = set(
        Tag.objects.filter(Q(reply__author=reply.author_id), Q(reply__state=State.VISIBLE))
        .filter(objection__in=spoken, act__in=JOINING)
        .exclude(reply=reply)
        .values_list("objection", flat=True)
    )
    found = {}
    for pk in spoken:
        acts = {tag.act for tag in tags if tag.objection_id == pk}
        holding = {user: h for user, h in last[pk].items() if h.state in HOLDING}
        held = reply.author_id in holding
        found[pk] = Resting(
            acts=acts,
            held=held,
            alone=held and not acts.isdisjoint(JOINING) and pk not in elsewhere,
            others=[h.user.shown_name for u, h in holding.items() if u != reply.author_id],
            adopted=pk in adopted,
        )
    return found


def _wholes(spoken: Iterable[int]) -> dict[int, list[int]]:
    """Return, for each objection of the posts of these, itself and all that it is part of."""
    posts = Objection.objects.filter(pk__in=spoken).values("post")
    into = dict(Objection.objects.filter(post__in=posts).values_list("pk", "merged_into"))
    found = {}
    for pk in into:
        chain: list[int] = []
        at: int | None = pk
        while at is not None and at not in chain:
            chain.append(at)
            at = into[at]
        found[pk] = chain
    return found
