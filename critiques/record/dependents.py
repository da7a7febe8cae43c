"""What rests on one reply: the objections that it speaks of, and who else holds them up."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from critiques.groups import Forest, speakers
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
    posts = Objection.objects.filter(pk__in=spoken).values_list("post", flat=True)
    forest = Forest.of_posts(posts)
    groups = {pk: forest.group(pk) for pk in spoken}
    involved = {pk for group in groups.values() for pk in group}
    holders: dict[int, list[Holder]] = defaultdict(list)
    found = Holder.objects.filter(objection__in=involved, user__left_at__isnull=True)
    for holder in found.select_related("user").order_by("since", "pk"):
        holders[holder.objection_id].append(holder)
    elsewhere = set(
        Tag.objects.filter(Q(reply__author=reply.author_id), Q(reply__state=State.VISIBLE))
        .filter(objection__in=spoken, act__in=JOINING)
        .exclude(reply=reply)
        .values_list("objection", flat=True)
    )
    acts: dict[int, set[str]] = defaultdict(set)
    for tag in tags:
        acts[tag.objection_id].add(tag.act)
    resting = {}
    for pk in spoken:
        every = speakers(each for part in groups[pk] for each in holders[part])
        holding = [each for each in every if each.holds]
        held = any(each.user_id == reply.author_id for each in holding)
        resting[pk] = Resting(
            acts=acts[pk],
            held=held,
            alone=held and not acts[pk].isdisjoint(JOINING) and pk not in elsewhere,
            others=[h.user.shown_name for h in holding if h.user_id != reply.author_id],
            adopted=pk in adopted,
        )
    return resting


def shared_replies(replies: Iterable[int | None]) -> set[int]:
    """Return which of these raised what others share, or what the author took a position on."""
    wanted = [pk for pk in replies if pk]
    if not wanted:
        return set()
    position = Exists(Position.objects.filter(objection=OuterRef("pk")))
    others = Holder.objects.filter(objection=OuterRef("pk"), state__in=HOLDING)
    shared = Exists(others.exclude(user=OuterRef("raiser")))
    spoken = Q(holder_count__gt=1) | shared | position
    raised = Objection.objects.filter(spoken, raised_in__in=wanted)
    return set(raised.order_by().values_list("raised_in", flat=True))
