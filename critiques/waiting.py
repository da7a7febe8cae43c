"""What waits for moderators: the open reports, gathered by the text they are about."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from moderation.models import Report

REPORTS = 20


class Waiting(NamedTuple):
    """The open reports on one text, oldest first; `reports` are the ids of those to be shown."""

    post: int
    reply: int | None
    since: datetime
    reports: list[int]
    # How many more there are.
    more: int


def waiting_texts() -> list[Waiting]:
    """Return the open reports by text, each with the latest few to be shown. One query."""
    groups: dict[tuple[int, int | None], list[tuple[int, datetime]]] = defaultdict(list)
    reports = Report.objects.filter(decision=None).order_by("created_at", "pk")
    for pk, post, reply, created in reports.values_list("pk", "post", "reply", "created_at"):
        groups[post, reply].append((pk, created))
    return [
        Waiting(
            post=post,
            reply=reply,
            since=group[0][1],
            reports=[pk for pk, _ in group[-REPORTS:]],
            more=max(len(group) - REPORTS, 0),
        )
        for (post, reply), group in groups.items()
    ]
