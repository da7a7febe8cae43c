"""Taking back what was held by replies that are withdrawn: all of it by a few statements."""

from datetime import datetime
from itertools import groupby

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from critiques.actions.holders.clicks import Clicks, clicks_of
from critiques.groups import Forest, speakers
from critiques.models import ClaimVersion, Holder, HolderEvent, Objection, Tag
from critiques.querysets.wordings import ReadableQuerySet
from critiques.record.dependents import JOINING
from critiques.words import Event
from forum.models import Post, State
from forum.querysets import ReplyQuerySet
from forum.sql import insert_from


def take_back(*, user_id: int, replies: ReplyQuerySet) -> None:
    """Take back what somebody holds by these replies of theirs alone, withdrawn just now.

    It becomes what it would be had they been withdrawn one after the other. The posts are locked,
    and the caller refreshes the facts. Fourteen queries at most.
    """
    joining = Tag.objects.filter(reply__author=user_id, act__in=JOINING)
    elsewhere = joining.filter(reply__state=State.VISIBLE).values("objection")
    theirs = joining.filter(reply__in=replies.values("pk")).exclude(objection__in=elsewhere)
    # An objection has its turn with the last reply that held it.
    turns = dict(theirs.order_by().values_list("objection").annotate(Max("reply")))
    if not turns:
        return
    objections = list(Objection.objects.filter(pk__in=turns).order_by("number", "pk"))
    objections.sort(key=lambda each: turns[each.pk])
    forest = Forest.of_posts({each.post_id for each in objections})
    groups = {each.pk: forest.group(each.pk) for each in objections}
    involved = {pk for group in groups.values() for pk in group}
    found = Holder.objects.filter(user=user_id, objection__in=involved)
    holders = {each.objection_id: each for each in found}
    now = timezone.now()
    clicks = clicks_of(user_id, turns, now, still=_readable_before(replies, theirs))
    said: list[Objection] = []
    for _, together in groupby(objections, lambda each: turns[each.pk]):
        held = [each for each in together if _holds(holders, groups[each.pk])]
        for each in held:
            new = Holder(user_id=user_id, objection=each, post_id=each.post_id, since=now)
            holder = holders.setdefault(each.pk, new)
            again = each.pk in clicks and clicks[each.pk].before.event == Event.WITHDRAW
            holder.state = Event.WITHDRAW
            holder.state_at = clicks[each.pk].before.created_at if again else now
        said += held
    last = theirs.filter(objection=OuterRef("pk")).order_by("-reply").values("reply")[:1]
    _write_events(user_id, said, clicks, now, turn=last)
    _write_holders(user_id, [holders[each.pk] for each in said])


def _readable_before(replies: ReplyQuerySet, theirs: ReadableQuerySet) -> Q:
    """Return the positions that readers saw in these replies when an objection had its turn."""
    known = Post.objects.known_to(None).values("pk")
    readable = Q(reply__post=F("objection__post")) | Q(reply__post__in=known)
    same = theirs.filter(objection=OuterRef("objection"))
    return (
        readable
        & Q(reply__in=replies.values("pk"))
        & ~Exists(same.filter(reply__gte=OuterRef("reply")))
    )


def _holds(holders: dict[int, Holder], group: list[int]) -> bool:
    return any(each.holds for each in speakers(holders[pk] for pk in group if pk in holders))


def _write_events(
    user_id: int,
    said: list[Objection],
    clicks: dict[int, Clicks],
    now: datetime,
    turn: ReadableQuerySet,
) -> None:
    """Note that they took each back, as `critiques.actions.holders.holders.record` does of one."""
    changed = [clicks[each.pk] for each in said if each.pk in clicks]
    again = [two.last.pk for two in changed if two.before.event == Event.WITHDRAW]
    other = [two.last.pk for two in changed if two.before.event != Event.WITHDRAW]
    taken_back = {"event": Event.WITHDRAW, "created_at": now}
    if again:
        HolderEvent.objects.filter(pk__in=again).delete()
    if other:
        HolderEvent.objects.filter(pk__in=other).update(
            **taken_back, position=None, answer_revision=None
        )
    new = [each.pk for each in said if each.pk not in clicks]
    insert_from(
        HolderEvent,
        Objection.objects.filter(pk__in=new).order_by(Subquery(turn), "number", "pk"),
        objection=F("pk"),
        user=user_id,
        **taken_back,
    )


def _write_holders(user_id: int, holders: list[Holder]) -> None:
    new = [each for each in holders if each.pk is None]
    if new:
        versions = ClaimVersion.objects.filter(objection__in=[each.objection_id for each in new])
        latest = dict(versions.order_by().values_list("objection").annotate(Max("number")))
        for each in new:
            each.claim_version = latest.get(each.objection_id, 1)
    events = HolderEvent.objects.filter(objection=OuterRef("objection"), user=user_id)
    last = events.order_by("-created_at", "-pk").values("created_at")[:1]
    Holder.objects.filter(pk__in=[each.pk for each in holders if each.pk]).update(
        state=Event.WITHDRAW, state_at=Subquery(last), is_main=False
    )
    Holder.objects.bulk_create(new)
