"""The moderators' queue: what waits, by whom it was reported, and what hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from math import ceil
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from critiques.gathering import waiting_items
from critiques.loglines import LogLine, log_lines
from critiques.reported import Reported, reported
from critiques.reported_appeals import reported_appeal
from critiques.reported_claims import reported_claim
from critiques.reported_facts import Facts
from critiques.waiting import TABS, Waiting, by_tab
from critiques.ways import APPROVALS, DECISIONS, Way
from moderation.actions.snoozing import SNOOZES
from moderation.models import UNDOABLE, Act, LogEntry

SHOWN = 50
LOG_LINES = 8
MERGES = 5
GROUPS = {"": "One by one", "person": "By person", "thread": "By thread"}
# What somebody decided last can be undone from the queue for so long.
LAST = timedelta(days=1)


class Tab(NamedTuple):
    """A part of the queue, or a way to group it."""

    key: str
    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Group:
    """What waits of one person or in one thread; without a heading, all there is."""

    heading: str
    total: int
    items: list[Reported]
    # What one choice of all that is shown of it sends.
    keys: str

    @property
    def has_more(self) -> bool:
        """Whether not all of it is on this page."""
        return self.total > len(self.items)


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

    @property
    def keys(self) -> str:
        """What one choice of all that is shown sends."""
        return " ".join(group.keys for group in self.groups if group.keys)

    @classmethod
    def load(
        cls,
        *,
        moderator: User,
        tab: str = "",
        by: str = "",
        page: int = 1,
        typed: dict[str, str] | None = None,
    ) -> Self:
        """Load page `page` (from 1; too far is the last) of one of TABS, grouped by one of GROUPS.

        `typed` has the reasons that were refused, by the name of what they are about. Raises
        PermissionDenied for anybody but a moderator.
        """
        if not moderator.is_moderator:
            raise PermissionDenied("The queue is for moderators.")
        tabs = by_tab(waiting_items())
        tab, by = tab if tab in TABS else "", by if by in GROUPS else ""
        chosen = _grouped(tabs[tab], by)
        page = min(page, max(ceil(len(chosen) / SHOWN), 1))
        start = (page - 1) * SHOWN
        shown = chosen[start : start + SHOWN]
        log, merges, last = _lines(moderator)
        kind = "approval" if tab == "approval" else "report"
        return cls(
            groups=list(_groups(shown, chosen, by, moderator, typed or {}, kind)),
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
        )


def queue_url(tab: str = "", by: str = "", page: int = 1) -> str:
    """Return the address of a page of the queue; what does not exist is left out."""
    asked = {"show": tab if tab in TABS else "", "by": by if by in GROUPS else ""}
    asked["page"] = str(page) if page > 1 else ""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("moderation-queue") + (f"?{query}" if query else "")


def _group_of(each: Waiting, by: str) -> int | None:
    if by == "person":
        return each.person
    return each.key.post if by == "thread" and each.key else None


def _grouped(items: list[Waiting], by: str) -> list[Waiting]:
    """Return the items with those of one group together, where its most urgent one stands."""
    places: dict[int | None, int] = {}
    for place, each in enumerate(items):
        places.setdefault(_group_of(each, by), place)
    return sorted(items, key=lambda each: places[_group_of(each, by)])


def _groups(
    shown: list[Waiting],
    chosen: list[Waiting],
    by: str,
    moderator: User,
    typed: dict[str, str],
    kind: str,
) -> Iterable[Group]:
    facts = Facts.load(shown, moderator)
    for group, members in groupby(shown, key=lambda each: _group_of(each, by)):
        items = [_item(facts, each, moderator, typed) for each in members]
        first = items[0]
        heading = first.writer if by == "person" else first.title if by == "thread" else ""
        total = sum(_group_of(each, by) == group for each in chosen)
        yield Group(heading, total, items, _names(items, kind))


def _names(items: list[Reported], kind: str) -> str:
    return " ".join(each.waiting.name for each in items if each.waiting.kind == kind)


def _item(facts: Facts, each: Waiting, moderator: User, typed: dict[str, str]) -> Reported:
    if each.appeal:
        return reported_appeal(facts, each, typed.get, moderator)
    if each.key.objection is not None:
        return reported_claim(facts, each, typed.get)
    return reported(facts, each, typed.get)


def _lines(moderator: User) -> tuple[list[LogLine], list[LogLine], LogLine | None]:
    """Return the latest lines of the log, the latest merges, and what can be taken back at once."""
    whole = LogEntry.objects.filter(part_of=None).order_by("-created_at", "-pk")
    standing = whole.filter(reversed_by=None)
    own = standing.filter(actor=moderator, act__in=UNDOABLE, created_at__gt=timezone.now() - LAST)
    wanted = [
        list(entries.values_list("pk", flat=True)[:count])
        for entries, count in (
            (whole, LOG_LINES),
            (standing.filter(act=Act.MERGE), MERGES),
            (own, 1),
        )
    ]
    entries = LogEntry.objects.filter(pk__in=[pk for pks in wanted for pk in pks])
    lines = {line.pk: line for line in log_lines(entries, moderator, 0, LOG_LINES + MERGES + 1)}
    log, merges, last = ([lines[pk] for pk in pks] for pks in wanted)
    return log, merges, last[0] if last else None
