"""What waits for moderators: the open reports, gathered by the text or claim they are about."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from moderation.models import Report

REPORTS = 20


class Waiting(NamedTuple):
    """The open reports on one text, oldest first; `reports` are the ids of those to be shown.

    `objection` is the number of one whose claim is meant.
    """

    post: int
    reply: int | None
    objection: int | None
    since: datetime
    reports: list[int]
    # How many more there are.
    more: int


def waiting_texts() -> list[Waiting]:
    """Return the open reports by text, each with the latest few to be shown. One query."""
    groups: dict[tuple[int, int | None, int | None], list[tuple[int, datetime]]]
    groups = defaultdict(list)
    reports = Report.objects.filter(decision=None).order_by("created_at", "pk")
    fields = ("pk", "post", "reply", "objection", "created_at")
    for pk, post, reply, objection, created in reports.values_list(*fields):
        groups[post, reply, objection].append((pk, created))
    return [
        Waiting(
            post=post,
            reply=reply,
            objection=objection,
            since=group[0][1],
            reports=[pk for pk, _ in group[-REPORTS:]],
            more=max(len(group) - REPORTS, 0),
        )
        for (post, reply, objection), group in groups.items()
    ]
