"""Gathering what waits for moderators: reports, newcomers' texts, answers to decisions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from critiques.keys import Key
from critiques.models import Objection, Position
from critiques.waiting import Waiting
from forum.models import Post, Reply, State
from moderation.models import Appeal, Report, Snooze

REPORTS = 20
# So many reporters hide a text; one that others share comes first in the queue instead.
MANY = 3


def waiting_items() -> list[Waiting]:
    """Return all that waits, what is put off among it, most urgent first. At most seven queries."""
    found = [*_reported(), *_pending(), *_appeals()]
    snoozes = _snoozes()
    return sorted((_put_off(each, snoozes) for each in found), key=lambda each: each.rank)


def _reported() -> list[Waiting]:
    groups: dict[Key, list[tuple[int, datetime]]] = defaultdict(list)
    texts: dict[Key, tuple[int, str]] = {}
    reports = Report.objects.filter(decision=None).order_by("created_at", "pk")
    reply = ("reply__author", "reply__state")
    post = ("post__author", "post__state")
    fields = ("pk", "created_at", "post", "reply", "objection", *reply, *post)
    for pk, created, *where, writer, state, author, post_state in reports.values_list(*fields):
        key = Key(*where)
        groups[key].append((pk, created))
        texts[key] = (author, post_state) if key.reply is None else (writer, state)
    raisers = _raisers(groups)
    shared = _shared(key.reply for key, each in groups.items() if len(each) >= MANY)
    return [
        Waiting(
            tab=_tab(key),
            key=key,
            person=raisers.get((key.post, key.objection), texts[key][0]),
            since=group[0][1],
            reports=tuple(pk for pk, _ in group[-REPORTS:]),
            more=max(len(group) - REPORTS, 0),
            latest=group[-1][1],
            first=key.objection is None
            and (texts[key][1] == State.AUTO_HIDDEN or key.reply in shared),
        )
        for key, group in groups.items()
    ]


def _tab(key: Key) -> str:
    if key.objection is not None:
        return "claims"
    return "replies" if key.reply else "posts"


def _raisers(keys: Iterable[Key]) -> dict[tuple[int, int | None], int]:
    """Return who raised the objections whose claims wait, by post and number."""
    claims = {(key.post, key.objection) for key in keys if key.objection is not None}
    if not claims:
        return {}
    found = Objection.objects.filter(
        post__in={post for post, _ in claims}, number__in={number for _, number in claims}
    )
    rows = found.order_by().values_list("post", "number", "raiser")
    return {(post, number): raiser for post, number, raiser in rows}


def _shared(replies: Iterable[int | None]) -> set[int]:
    """Return which of these raised what others share, or what the author took a position on."""
    wanted = [pk for pk in replies if pk]
    if not wanted:
        return set()
    position = Exists(Position.objects.filter(objection=OuterRef("pk")))
    raised = Objection.objects.filter(Q(holder_count__gt=1) | position, raised_in__in=wanted)
    return set(raised.order_by().values_list("raised_in", flat=True))


def _pending() -> list[Waiting]:
    posts = Post.objects.filter(state=State.PENDING).values_list("pk", "author", "created_at")
    replies = Reply.objects.filter(state=State.PENDING).order_by()
    rows = replies.values_list("post", "pk", "author", "created_at")
    return [Waiting("approval", Key(pk), author, since) for pk, author, since in posts] + [
        Waiting("approval", Key(post, pk), author, since) for post, pk, author, since in rows
    ]


def _appeals() -> list[Waiting]:
    rows = Appeal.objects.filter(decision=None).values_list(
        "pk", "writer", "created_at", "entry__post", "entry__reply", "entry__objection"
    )
    return [
        Waiting("appeals", Key(*where) if where[0] else None, writer, since, appeal=pk)
        for pk, writer, since, *where in rows
    ]


def _snoozes() -> dict[Key, tuple[datetime, datetime]]:
    """Return since when and until when texts are put off."""
    rows = Snooze.objects.filter(until__gt=timezone.now()).order_by("created_at", "pk")
    fields = ("created_at", "until", "post", "reply", "objection")
    return {Key(*where): (at, until) for at, until, *where in rows.values_list(*fields)}


def _put_off(waiting: Waiting, snoozes: dict[Key, tuple[datetime, datetime]]) -> Waiting:
    found = snoozes.get(waiting.key) if waiting.key and not waiting.appeal else None
    if found is None or (waiting.latest and waiting.latest > found[0]):
        return waiting
    return waiting._replace(until=found[1])
