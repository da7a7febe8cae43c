"""The moderators' queue: what was reported, by whom, and what hangs on it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.core.exceptions import PermissionDenied

from accounts.models import User
from critiques.reported import Facts, Reported, Waiting
from moderation.models import LogEntry, Report
from moderation.pages import LogLine, log_lines

SHOWN = 50
REPORTS = 20
LOG_LINES = 8
TABS = {"": "All", "posts": "Posts", "replies": "Replies"}


@dataclass(frozen=True)
class QueuePage:
    """Open reports by the text they are about, oldest first, fifty at a time. Thirteen queries."""

    items: list[Reported]
    tabs: list[tuple[str, str, int, bool]]
    total: int
    log: list[LogLine]

    @classmethod
    def load(cls, *, moderator: User, tab: str, typed: dict[str, str] | None = None) -> Self:
        """Load one of TABS; raises PermissionDenied for anybody but a moderator.

        `typed` has the reasons that were refused, by the key of their text.
        """
        if not moderator.is_moderator:
            raise PermissionDenied("The queue is for moderators.")
        typed = typed or {}
        waiting = _waiting()
        counts = Counter("replies" if each.reply else "posts" for each in waiting)
        counts[""] = len(waiting)
        tab = tab if tab in TABS else ""
        chosen = [each for each in waiting if not tab or (tab == "replies") == bool(each.reply)]
        chosen = chosen[:SHOWN]
        facts = Facts.load(chosen, moderator)
        items = [facts.reported(each, typed) for each in chosen]
        return cls(
            items=items,
            tabs=[(key, label, counts[key], key == tab) for key, label in TABS.items()],
            total=len(waiting),
            log=log_lines(LogEntry.objects.all(), moderator, 0, LOG_LINES),
        )


def _waiting() -> list[Waiting]:
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
