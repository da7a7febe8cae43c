"""The moderators' queue: what waits, by whom it was reported, and what hangs on it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.utils import timezone

from accounts.models import User
from forum.models import Thanks
from moderation.actions.log import check_moderator
from moderation.actions.snoozes import SNOOZES
from moderation.models import UNDOABLE, LogAct, LogEntry
from staff.log.lines import LogLine, log_lines
from staff.queue.buttons import APPROVALS, DECISIONS, Button, unsaid
from staff.queue.forms import NOTHING, SentForm
from staff.queue.groups import Group, grouped, groups_of
from staff.queue.rows import waiting_rows
from staff.queue.tabs import GROUPS, TABS, Tab, by_tab, queue_url
from staff.queue.turning import turned
from web.pagination import FIRST, Asked, with_query

LOG_LINES = 8
MERGES = 5
REPORTED = 20
# What somebody decided last can be undone from the queue for so long.
LAST = timedelta(days=1)


@dataclass(frozen=True)
class QueuePage:
    """What waits, most urgent first, fifty at a time. At most 29 queries."""

    groups: list[Group]
    # What can be decided together here: reports, or newcomers' texts.
    kind: str
    tab: str
    by: str
    page: Asked
    tabs: list[Tab]
    ways: list[Tab]
    newer_url: str
    older_url: str
    log: list[LogLine]
    merges: list[LogLine]
    # Lines of thanks that were reported, which no moderator has read.
    thanks: list[Thanks]
    # What this moderator can take back at once.
    last: LogLine | None
    decisions: list[Button]
    snoozes: dict[int, str]
    # The form that was refused, if one was.
    sent: SentForm

    @property
    def keys(self) -> str:
        """What one choice of all that is shown sends."""
        return " ".join(group.keys for group in self.groups if group.keys)

    @property
    def errors(self) -> tuple[str, ...]:
        """Why a form was refused that is not here any more to say so itself."""
        names = {item.row.name for group in self.groups for item in group.items}
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
    def many(self) -> SentForm:
        """What the form about all that are chosen had sent, if that was refused."""
        return NOTHING if self.sent.name else self.sent

    @classmethod
    def load(
        cls,
        *,
        moderator: User,
        tab: str = "",
        by: str = "",
        page: Asked = FIRST,
        sent: SentForm = NOTHING,
    ) -> Self:
        """Load a page (too far is the last) of one of TABS, grouped by one of GROUPS.

        `sent` is what a refused form had sent, to be shown in it again. Raises
        PermissionDenied for anybody but a moderator who is not suspended.
        """
        check_moderator(moderator)
        tabs = by_tab(waiting_rows())
        tab, by = tab if tab in TABS else "", by if by in GROUPS else ""
        chosen = grouped(tabs[tab], by)
        shown, newer, older = turned(chosen, by, page)
        here = queue_url(tab, by)
        log, merges, last = _log(moderator)
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
            newer_url=with_query(here, newer),
            older_url=with_query(here, older),
            log=log,
            merges=merges,
            thanks=list(Thanks.objects.reported().select_related("giver", "writer")[:REPORTED]),
            last=last,
            decisions=APPROVALS if kind == "approval" else DECISIONS,
            snoozes=SNOOZES,
            sent=sent,
        )


def _log(moderator: User) -> tuple[list[LogLine], list[LogLine], LogLine | None]:
    """Return the latest lines of the log, the latest merges, and what can be taken back at once."""
    whole = LogEntry.objects.filter(part_of=None).order_by("-created_at", "-pk")
    standing = whole.filter(reversed_by=None)
    own = standing.filter(actor=moderator, act__in=UNDOABLE, created_at__gt=timezone.now() - LAST)
    wanted = [
        list(entries.values_list("pk", flat=True)[:count])
        for entries, count in (
            (whole, LOG_LINES),
            (standing.filter(act=LogAct.MERGE), MERGES),
            (own, 1),
        )
    ]
    entries = LogEntry.objects.filter(pk__in=[pk for pks in wanted for pk in pks])
    lines = {line.pk: line for line in log_lines(entries, moderator, 0, LOG_LINES + MERGES + 1)}
    log, merges, last = ([lines[pk] for pk in pks] for pks in wanted)
    return log, merges, last[0] if last else None
