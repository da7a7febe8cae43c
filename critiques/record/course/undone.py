"""Merges and strikes of objections that moderators took back: only the log still tells of them."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from forum.models import Post
from moderation.models import LogAct, LogEntry

BACK = {LogAct.UNMERGE: LogAct.MERGE, LogAct.UNSTRIKE: LogAct.STRIKE}


class Undone(NamedTuple):
    """What was done to objection `number` (`at` is None where no moderator did), and undone.

    `into` is the number of the objection that it was part of, or None if it was struck.
    """

    number: int
    into: int | None
    at: datetime | None
    reason: str
    back_at: datetime
    back_reason: str


@Statement
def _entries(_: Any, post_id: int) -> QuerySet[LogEntry]:
    acts = [*BACK, *BACK.values()]
    entries = LogEntry.objects.filter(post=post_id, objection__isnull=False, act__in=acts)
    return entries.order_by("created_at", "pk")


def undone_of(post: Post) -> list[Undone]:
    """Return what was taken back on the objections of `post`, oldest first. One query."""
    last: dict[tuple[int, str], LogEntry] = {}
    found: list[Undone] = []
    for entry in _entries.rows(None, post.pk):
        number = entry.objection or 0
        if entry.act not in BACK:
            last[number, entry.act] = entry
            continue
        done = last.pop((number, BACK[LogAct(entry.act)]), None)
        found.append(
            Undone(
                number=number,
                into=entry.other_objection,
                at=done.created_at if done else None,
                reason=done.reason if done else "",
                back_at=entry.created_at,
                back_reason=entry.reason,
            )
        )
    return found
