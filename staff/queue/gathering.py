"""Gathering what waits for moderators: reports, newcomers' texts, answers to decisions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from critiques.models import Objection
from critiques.record.resting import shared_replies
from forum.models import Post, Reply, State
from moderation.actions.holds import MANY
from moderation.models import Appeal, Report
from moderation.queries import snoozes_of, snoozes_of_reports
from staff.queue.keys import Key
from staff.queue.waiting import Waiting

REPORTS = 10


def waiting_items() -> list[Waiting]:
    """Return all that waits, what is put off among it, most urgent first. At most six queries."""
    return sorted([*_reported(), *_pending(), *_appeals()], key=lambda each: each.rank)


def _reported() -> list[Waiting]:
    groups: dict[Key, list[tuple[int, datetime]]] = defaultdict(list)
    texts: dict[Key, tuple[int, str]] = {}
    # Put off is what had no report since: the last one tells.
    put_off: dict[Key, datetime | None] = {}
    reports = Report.objects.filter(decision=None).order_by("created_at", "pk")
    reports = reports.annotate(until=_until(snoozes_of_reports()))
    reply = ("reply__author", "reply__state")
    post = ("post__author", "post__state")
    fields = ("pk", "created_at", "until", "post", "reply", "objection", *reply, *post)
    for pk, created, until, *where, writer, state, author, post_state in reports.values_list(
        *fields
    ):
        key = Key(*where)
        groups[key].append((pk, created))
        put_off[key] = until
        texts[key] = (author, post_state) if key.reply is None else (writer, state)
    raisers = _raisers(groups)
    shared = shared_replies(key.reply for key, each in groups.items() if len(each) >= MANY)
    return [
        Waiting(
            tab=_tab(key),
            key=key,
            person=raisers.get((key.post, key.objection), texts[key][0]),
            since=group[0][1],
            reports=tuple(pk for pk, _ in group[-REPORTS:]),
            more=max(len(group) - REPORTS, 0),
            until=put_off[key],
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


def _pending() -> list[Waiting]:
    fields = ("pk", "author", "created_at", "until")
    posts = Post.objects.filter(state=State.PENDING).order_by()
    posts = posts.annotate(until=_until(snoozes_of(post="pk"))).values_list(*fields)
    replies = Reply.objects.filter(state=State.PENDING).order_by()
    put_off = snoozes_of(post="post", reply=OuterRef("pk"))
    replies = replies.annotate(until=_until(put_off)).values_list("post", *fields)
    found = [(Key(pk), *rest) for pk, *rest in posts]
    found += [(Key(post, pk), *rest) for post, pk, *rest in replies]
    return [
        Waiting("approval", key, writer, since, until=until) for key, writer, since, until in found
    ]


def _until(snoozes: QuerySet) -> Subquery:
    return Subquery(snoozes.order_by("-until").values("until")[:1])


def _appeals() -> list[Waiting]:
    rows = Appeal.objects.filter(decision=None).values_list(
        "pk", "writer", "created_at", "entry__post", "entry__reply", "entry__objection"
    )
    return [
        Waiting("appeals", Key(*where) if where[0] else None, writer, since, appeal=pk)
        for pk, writer, since, *where in rows
    ]
