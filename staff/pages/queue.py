"""The moderators' queue: what waits, by whom it was reported, and what hangs on it."""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from moderation.actions.log import check_moderator
from moderation.actions.snoozes import SNOOZES
from staff.log.lines import LogLine
from staff.pages.queue_groups import GROUPS, Group, grouped, groups_of
from staff.pages.queue_log import queue_log
from staff.queue.gathering import waiting_items
from staff.queue.keys import MOST_CHOSEN
from staff.queue.reported_reasons import unsaid
from staff.queue.reported_sent import NOTHING, Sent
from staff.queue.waiting import TABS, by_tab
from staff.queue.ways import APPROVALS, DECISIONS, Way

SHOWN = MOST_CHOSEN


class Tab(NamedTuple):
    """A part of the queue, or a way to group it."""

    key: str
    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class QueuePage:
    """What waits, most urgent first, fifty at a time. At most 28 queries."""

    groups: list[Group]
    # What can be decided together here: reports, or newcomers' texts.
    kind: str
    tab: str
    by: str
    page: int
    tabs: list[Tab]
    ways: list[Tab]
    newer_url: str
    older_url: str
    log: list[LogLine]
    merges: list[LogLine]
    # What this moderator can take back at once.
    last: LogLine | None
    decisions: list[Way]
    snoozes: dict[int, str]
    # The form that was refused, if one was.
    sent: Sent

    @property
    def keys(self) -> str:
        """What one choice of all that is shown sends."""
        return " ".join(group.keys for group in self.groups if group.keys)

    @property
    def errors(self) -> tuple[str, ...]:
        """Why a form was refused that is not here any more to say so itself."""
        names = {item.waiting.name for group in self.groups for item in group.items}
        if self.keys:
            names.add(NOTHING.name)
        return () if self.sent.name in names else self.sent.says

    @property
    def waits(self) -> int:
        """How much waits in all, wherever one looks; what is put off does not."""
        return next(tab.count for tab in self.tabs if not tab.key)

    @property
    def all_url(self) -> str:
        """Where all that waits is."""
        return next(tab.url for tab in self.tabs if not tab.key)

    @property
    def unsaid(self) -> str:
        """What one decision on many says without a reason."""
        return unsaid(self.decisions)

    @property
    def many(self) -> Sent:
        """What the form about all that are chosen had sent, if that was refused."""
        return NOTHING if self.sent.name else self.sent

    @classmethod
    def load(
        cls,
        *,
        moderator: User,
        tab: str = "",
        by: str = "",
        page: int = 1,
        sent: Sent = NOTHING,
    ) -> Self:
        """Load page `page` (from 1; too far is the last) of one of TABS, grouped by one of GROUPS.

        `sent` is what a refused form had sent, to be shown in it again. Raises
        PermissionDenied for anybody but a moderator who is not suspended.
        """
        check_moderator(moderator)
        tabs = by_tab(waiting_items())
        tab, by = tab if tab in TABS else "", by if by in GROUPS else ""
        chosen = grouped(tabs[tab], by)
        page = min(page, max(ceil(len(chosen) / SHOWN), 1))
        start = (page - 1) * SHOWN
        shown = chosen[start : start + SHOWN]
        log, merges, last = queue_log(moderator)
        kind = "approval" if tab == "approval" else "report"
        return cls(
            groups=list(groups_of(shown, chosen, by, moderator, sent, kind)),
            kind=kind,
            tab=tab,
            by=by,
            page=page,
            tabs=[
                Tab(key, label, queue_url(key, by), key == tab, len(tabs[key]))
                for key, label in TABS.items()
            ],
            ways=[Tab(key, label, queue_url(tab, key), key == by) for key, label in GROUPS.items()],
            newer_url=queue_url(tab, by, page - 1) if page > 1 else "",
            older_url=queue_url(tab, by, page + 1) if len(chosen) > start + SHOWN else "",
            log=log,
            merges=merges,
            last=last,
            decisions=APPROVALS if kind == "approval" else DECISIONS,
            snoozes=SNOOZES,
            sent=sent,
        )


def queue_url(tab: str = "", by: str = "", page: int = 1) -> str:
    """Return the address of a page of the queue; what does not exist is left out."""
    asked = {"show": tab if tab in TABS else "", "by": by if by in GROUPS else ""}
    asked["page"] = str(page) if page > 1 else ""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("moderation-queue") + (f"?{query}" if query else "")
