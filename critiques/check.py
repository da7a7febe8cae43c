"""Whether what is stored of objections is what the events say, and every number is in its place."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from critiques.anchoring import misplaced
from critiques.facts import compute
from critiques.models import Holder, HolderEvent, Objection, Round, Tag
from critiques.words import HOLDING, LETTERS, Act, Kind
from forum.locks import lock_post_for_repair
from forum.models import Post, Reply, State


class Finding(NamedTuple):
    """One thing wrong. What is `derived` follows from what people did, and can be repaired."""

    post_id: int
    what: str
    derived: bool

    def __str__(self) -> str:
        return f"Post {self.post_id}: {self.what}"


def findings() -> Iterator[Finding]:
    """Yield what is wrong, post by post.

    A post that looks wrong is looked at again under its lock: on a busy site it may just have
    changed. Some ten queries for each post with objections, one for all others.
    """
    has_critique = Q(objections__isnull=False) | Q(rounds__isnull=False)
    suspect = Post.objects.filter(has_critique | ~Q(reply_count=visible_replies()))
    for post_id in list(suspect.order_by("pk").distinct().values_list("pk", flat=True)):
        if any(findings_of(Post.objects.get(pk=post_id))):
            with transaction.atomic():
                found = list(findings_of(lock_post_for_repair(post_id=post_id)))
            yield from found


def findings_of(post: Post) -> Iterator[Finding]:
    """Yield what is wrong with one post."""
    objections = list(Objection.objects.filter(post=post).order_by("pk"))
    for check in (_numbers, _letters, _raises, _merges):
        for what in check(post, objections):
            yield Finding(post.pk, what, derived=False)
    yield from _holders(post)
    for objection in misplaced(post):
        yield Finding(
            post.pk, f"{_name(objection)}: its passage is not where it says", derived=True
        )
    facts = compute(post)
    for objection in objections:
        for column, value in facts[objection.pk]._asdict().items():
            stored = getattr(objection, column)
            if stored != value:
                what = f"{_name(objection)} has {column} {stored}, not {value}"
                yield Finding(post.pk, what, derived=True)
    visible = post.replies.filter(state=State.VISIBLE).count()
    if visible != post.reply_count:
        what = f"it counts {post.reply_count} replies, but {visible} are public"
        yield Finding(post.pk, what, derived=True)


def visible_replies() -> Coalesce:
    """The number of public replies of a post, to be compared with or written to it."""
    public = Reply.objects.filter(post=OuterRef("pk"), state=State.VISIBLE).order_by()
    return Coalesce(Subquery(public.values("post").annotate(n=Count("pk")).values("n")), 0)


def _numbers(_: Post, objections: list[Objection]) -> Iterator[str]:
    numbers = sorted(each.number for each in objections if each.number is not None)
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield f"its objections are numbered {number} where {expected} is due"
            return


def _letters(post: Post, objections: list[Objection]) -> Iterator[str]:
    rounds = list(Round.objects.filter(post=post).order_by("number").values_list("number", flat=1))
    if rounds != list(range(1, len(rounds) + 1)):
        yield f"its rounds are {rounds}"
    for objection in objections:
        if (objection.round, objection.letter) == (None, None):
            continue
        if objection.letter not in LETTERS or objection.round not in rounds:
            yield f"{_name(objection)} has letter {objection.letter} of round {objection.round}"
        if objection.kind == Kind.QUESTION:
            yield f"{_name(objection)} is a question with a letter"
        if objection.number is None:
            yield f"{_name(objection)} has a letter but no number"


def _raises(post: Post, objections: list[Objection]) -> Iterator[str]:
    raises = defaultdict(list)
    for tag in Tag.objects.filter(objection__post=post, act=Act.RAISE).order_by("pk"):
        raises[tag.objection_id].append(tag.reply_id)
    for objection in objections:
        if raises[objection.pk] != [objection.raised_in_id]:
            yield (
                f"{_name(objection)} was raised in reply {objection.raised_in_id}, "
                f"but the replies that say so are {raises[objection.pk]}"
            )


def _merges(post: Post, objections: list[Objection]) -> Iterator[str]:
    into = {each.pk: each.merged_into_id for each in objections}
    for objection in objections:
        seen: set[int] = set()
        at: int | None = objection.pk
        while at is not None and at in into and at not in seen:
            seen.add(at)
            at = into[at]
        if at == objection.pk:
            yield f"{_name(objection)} is merged into itself, by way of others or not"
        elif at is not None and at not in into and objection.merged_into_id == at:
            yield f"{_name(objection)} is merged into an objection to another post"


def _holders(post: Post) -> Iterator[Finding]:
    last = last_events(post)
    holders = {
        (each.objection_id, each.user_id): each
        for each in Holder.objects.filter(objection__post=post).select_related("objection")
    }
    for (objection_id, user_id), event in last.items():
        if (objection_id, user_id) not in holders:
            what = f"{_name(event.objection)}: user {user_id} spoke of it but is no holder"
            yield Finding(post.pk, what, derived=True)
    for key, holder in sorted(holders.items()):
        who = f"{_name(holder.objection)}: user {holder.user_id}"
        if holder.user_id == post.author_id:
            yield Finding(post.pk, f"{who} holds it, but wrote the essay", derived=False)
        if key not in last:
            yield Finding(post.pk, f"{who} is a holder without an event", derived=False)
        elif holder.state != last[key].event:
            what = f"{who} is at {holder.state}, but said {last[key].event} last"
            yield Finding(post.pk, what, derived=True)
        if holder.is_main and holder.state not in HOLDING:
            what = f"{who} has it as main disagreement, but does not hold it"
            yield Finding(post.pk, what, derived=True)
        if holder.post_id != post.pk:
            yield Finding(post.pk, f"{who} is noted with post {holder.post_id}", derived=True)


def last_events(post: Post) -> dict[tuple[int, int], HolderEvent]:
    """Return the last event of each holder, by objection and user."""
    events = HolderEvent.objects.filter(objection__post=post).select_related("objection")
    events = events.order_by("created_at", "pk")
    return {(each.objection_id, each.user_id): each for each in events}


def _name(objection: Objection) -> str:
    return f"objection {objection.number}" if objection.number else f"unnumbered {objection.pk}"
