"""What moderators decided about one's own texts, and about what one reported."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from moderation.actions.appeals import APPEAL_DAYS, answerable_until, may_appeal
from moderation.models import APPEAL_LIMIT, Appeal, LogAct, LogEntry
from staff.log.deeds import LoggedDeed
from staff.log.entries import with_people
from staff.log.lines import LogLine, log_line
from staff.log.targets import Seen, yours
from staff.pages.reports import ReportOutcome, reported_by
from web.dates import day, minute
from web.orders import latest
from web.pagination import FIRST, Asked

PAGE = 25


@dataclass(frozen=True)
class Decision:
    """A line of the log as the person concerned reads it, and what they answered."""

    line: LogLine
    deed: LoggedDeed
    is_new: bool
    # Until when it may be answered; empty where it may not.
    may_answer: str
    answer: str
    answered: str
    outcome: str
    typed: str = ""


@dataclass(frozen=True)
class DecisionsPage:
    """What concerns one person, newest first, 25 a page. Nine queries at most.

    `until` is the latest line told of; `place` is where on the pages a form was sent from.
    """

    decisions: list[Decision]
    reports: list[ReportOutcome]
    has_new: bool
    until: int
    place: str
    newer_url: str
    older_url: str
    limit: int = APPEAL_LIMIT
    days: int = APPEAL_DAYS

    @classmethod
    def load(cls, *, viewer: User, page: Asked) -> Self:
        """Load a page of the decisions; the reports stand on the first.

        Raises Http404 beyond the last page.
        """
        told = LogEntry.objects.filter(notice__person=viewer).order_by("-created_at", "-pk")
        paged = latest().page(told.only("created_at"), page, PAGE)
        lines = with_people(told.filter(pk__in=[entry.pk for entry in paged.rows]))
        entries = list(lines.select_related("notice", "appeal__decision"))
        reports = reported_by(viewer) if page == FIRST else []
        seen = Seen.load(viewer, entries)
        here = reverse("decisions")
        ids = [entry.pk for entry in entries] + [each.decision for each in reports]
        decisions = [_decision(entry, seen) for entry in entries]
        return cls(
            decisions=decisions,
            reports=reports,
            has_new=any(each.is_new for each in [*decisions, *reports]),
            until=max(ids, default=0),
            place=f"?{urlencode(page.fields)}" if page.fields else "",
            **paged.beside(here),
        )

    def with_typed(self, entry_id: int, text: str) -> Self:
        """Return the page with an answer that was refused, in its place."""
        return replace(
            self,
            decisions=[
                replace(each, typed=text) if each.line.pk == entry_id else each
                for each in self.decisions
            ],
        )


def _decision(entry: LogEntry, seen: Seen) -> Decision:
    line = log_line(entry, seen)
    target, url = yours(entry, seen)
    appeal: Appeal | None = getattr(entry, "appeal", None)
    return Decision(
        line=line,
        deed=line.deed.said_to_you(target, url),
        is_new=entry.notice.seen_at is None,
        may_answer=minute(answerable_until(entry)) if may_appeal(entry) else "",
        answer=appeal.text if appeal else "",
        answered=minute(appeal.created_at) if appeal else "",
        outcome=_outcome(appeal.decision) if appeal else "",
    )


def _outcome(decision: LogEntry | None) -> str:
    if decision is None:
        return gettext("Moderators will look at it.")
    said = gettext("It was taken back, %(day)s: %(reason)s")
    if decision.act in (LogAct.UPHOLD, LogAct.HIDE):
        said = gettext("Moderators stood by it, %(day)s: %(reason)s")
    elif decision.act == LogAct.UNREJECT:
        said = gettext("It was taken back, %(day)s: %(reason)s It waits for approval again.")
    return said % {"day": day(decision.created_at), "reason": decision.reason}
