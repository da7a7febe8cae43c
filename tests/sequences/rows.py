"""All that is stored of one essay's critique, as plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from critiques.models import (
    ClaimVersion,
    Closing,
    FormerTag,
    Holder,
    HolderEvent,
    Objection,
    PointsDecision,
    Position,
    Proposal,
    Receipt,
    Round,
    Similar,
    Tag,
)
from forum.models import Bar, Post, PostRevision, Reply, ReplyRevision
from moderation.models import LogEntry

Row = Any


@dataclass(frozen=True)
class Rows:
    """The rows of each table, oldest first, without anything computed."""

    post: Row
    people: dict[int, Row]
    replies: dict[int, Row]
    objections: dict[int, Row]
    events: list[Row]
    holders: list[Row]
    positions: list[Row]
    tags: list[Row]
    former_tags: list[Row]
    versions: list[Row]
    rounds: list[Row]
    similar: list[Row]
    proposals: list[Row]
    receipts: list[Row]
    decisions: list[Row]
    revisions: list[Row]
    reply_revisions: list[Row]
    log: list[Row]
    closings: list[Row]
    bars: list[Row]

    @classmethod
    def of(cls, post_id: int) -> "Rows":
        """Read everything."""
        by_objection, by_reply = Q(objection__post=post_id), Q(reply__post=post_id)
        return cls(
            post=_rows(Post.objects.filter(pk=post_id))[0],
            people=_by_id(_rows(User.objects.all())),
            replies=_by_id(_rows(Reply.objects.filter(post=post_id))),
            objections=_by_id(_rows(Objection.objects.filter(post=post_id))),
            events=_rows(HolderEvent.objects.filter(by_objection)),
            holders=_rows(Holder.objects.filter(by_objection)),
            positions=_rows(Position.objects.filter(by_objection)),
            tags=_rows(Tag.objects.filter(by_objection | by_reply)),
            former_tags=_rows(FormerTag.objects.filter(by_objection | by_reply)),
            versions=_rows(ClaimVersion.objects.filter(by_objection)),
            rounds=_rows(Round.objects.filter(post=post_id)),
            similar=_rows(Similar.objects.filter(Q(first__post=post_id) | Q(second__post=post_id))),
            proposals=_rows(Proposal.objects.filter(by_objection)),
            receipts=_rows(Receipt.objects.filter(by_objection)),
            decisions=_rows(PointsDecision.objects.filter(by_reply), "reply_id"),
            revisions=_rows(PostRevision.objects.filter(post=post_id)),
            reply_revisions=_rows(ReplyRevision.objects.filter(by_reply)),
            log=_rows(LogEntry.objects.filter(post=post_id)),
            closings=_rows(Closing.objects.filter(post=post_id)),
            bars=_rows(Bar.objects.filter(post=post_id)),
        )

    def group(self, pk: int) -> set[int]:
        """An objection and all that became part of it, or of its parts."""
        parts = [each.id for each in self.objections.values() if each.merged_into_id == pk]
        return {pk}.union(*(self.group(part) for part in parts))

    def last_words(self, group: Iterable[int], *, counted: bool = True) -> dict[int, str]:
        """What each person said last of these objections; `counted`: who left did not."""
        said = (each for each in self.events_in_time if each.objection_id in group)
        return {
            each.user_id: each.event
            for each in said
            if not (counted and self.people[each.user_id].left_at)
        }

    @cached_property
    def events_in_time(self) -> list[Row]:
        return sorted(self.events, key=lambda each: (each.created_at, each.id))

    def is_public(self, reply_id: int | None) -> bool:
        """Whether the public can see this reply; none is no secret."""
        return reply_id is None or self.replies[reply_id].state == "visible"


def _rows(found: QuerySet, order: str = "id") -> list[Row]:
    return [SimpleNamespace(**row) for row in found.order_by(order).values()]


def _by_id(rows: list[Row]) -> dict[int, Row]:
    return {row.id: row for row in rows}
