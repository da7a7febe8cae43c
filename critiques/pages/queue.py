"""The moderators' queue: what was reported, by whom, and what hangs on it."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import PermissionDenied

from accounts.models import User
from critiques.loglines import LogLine, log_lines
from critiques.reported import Reported, reported
from critiques.reported_claims import reported_claim
from critiques.reported_facts import Facts
from critiques.waiting import Waiting, waiting_texts
from moderation.models import LogEntry

SHOWN = 50
LOG_LINES = 8
TABS = {"": "All", "posts": "Posts", "replies": "Replies", "claims": "Claims"}


@dataclass(frozen=True)
class QueuePage:
    """Open reports by the text they are about, oldest first, fifty at a time. Fourteen queries."""

    items: list[Reported]
    tab: str
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
        waiting = waiting_texts()
        counts = Counter(map(_tab, waiting))
        counts[""] = len(waiting)
        tab = tab if tab in TABS else ""
        chosen = [each for each in waiting if not tab or tab == _tab(each)]
        chosen = chosen[:SHOWN]
        facts = Facts.load(chosen, moderator)
        items = [
            reported_claim(facts, each, typed)
            if each.objection is not None
            else reported(facts, each, typed)
            for each in chosen
        ]
        return cls(
            items=items,
            tab=tab,
            tabs=[(key, label, counts[key], key == tab) for key, label in TABS.items()],
            total=len(waiting),
            log=log_lines(LogEntry.objects.all(), moderator, 0, LOG_LINES),
        )


def _tab(waiting: Waiting) -> str:
    if waiting.objection is not None:
        return "claims"
    return "replies" if waiting.reply else "posts"
