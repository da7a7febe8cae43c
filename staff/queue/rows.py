"""What waits for moderators: reports, newcomers' texts, answers to decisions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from critiques.models import Objection
from critiques.record.dependents import shared_replies
from forum.models import Post, Reply, State
from moderation.actions.holds import MANY
from moderation.models import Appeal, Report
from moderation.queries import snoozes_of, snoozes_of_reports
from staff.queue.keys import Key

REPORTS = 10


class QueueRow(NamedTuple):
    """One thing that waits, by what the queue is sorted, counted and grouped.

    A text or a claim that was reported, a newcomer’s text, or an answer to a decision.
    """

    tab: str
    # Null where an answer to a decision is not about a text.
    key: Key | None
    # The person it is about: who wrote it, or who answers.
    person: int
    since: datetime
    # The ids of the reports to be shown, oldest first, and how many more there are.
    reports: tuple[int, ...] = ()
    more: int = 0
    # Whether it comes before all others.
    first: bool = False
    appeal: int | None = None
    # Until when it is put off.
    until: datetime | None = None

    @property
    def name(self) -> str:
        """What the page and its forms call it."""
        return f"appeal-{self.appeal}" if self.appeal else str(self.key)

    @property
    def kind(self) -> str:
        """What decides on it: “report”, “approval” or “appeal”."""
        return {"approval": "approval", "appeals": "appeal"}.get(self.tab, "report")

    @property
    def rank(self) -> tuple[bool, int, datetime]:
        """Sorts what comes first, then what most people reported, then the oldest."""
        return not self.first, -len(self.reports) - self.more, self.since


def waiting_rows() -> list[QueueRow]:
    """Return all that waits, what is put off among it, most urgent first. At most six queries."""
    return sorted([*_reported(), *_pending(), *_appeals()], key=lambda each: each.rank)


def _reported() -> list[QueueRow]:
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
        QueueRow(
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


def _pending() -> list[QueueRow]:
    fields = ("pk", "author", "created_at", "until")
    posts = Post.objects.filter(state=State.PENDING).order_by()
    posts = posts.annotate(until=_until(snoozes_of(post="pk"))).values_list(*fields)
    replies = Reply.objects.filter(state=State.PENDING).order_by()
    put_off = snoozes_of(post="post", reply=OuterRef("pk"))
    replies = replies.annotate(until=_until(put_off)).values_list("post", *fields)
    found = [(Key(pk), *rest) for pk, *rest in posts]
    found += [(Key(post, pk), *rest) for post, pk, *rest in replies]
    return [
        QueueRow("approval", key, writer, since, until=until) for key, writer, since, until in found
    ]


def _until(snoozes: QuerySet) -> Subquery:
    return Subquery(snoozes.order_by("-until").values("until")[:1])


def _appeals() -> list[QueueRow]:
    rows = Appeal.objects.filter(decision=None).values_list(
        "pk", "writer", "created_at", "entry__post", "entry__reply", "entry__objection"
    )
    return [
        QueueRow("appeals", Key(*where) if where[0] else None, writer, since, appeal=pk)
        for pk, writer, since, *where in rows
    ]
