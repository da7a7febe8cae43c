"""What became of the reports somebody made; never who else reported."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy

from accounts.models import User
from moderation.models import LogAct, LogEntry, Report
from staff.log.targets import Seen, target_of
from web.dates import day

SHOWN = 20
# What moderators decided, in words that take no side; any other act is OTHER.
OUTCOMES = {
    LogAct.HIDE: gettext_lazy("It was removed."),
    LogAct.STRIKE: gettext_lazy("It was removed from the critique."),
    LogAct.PURGE: gettext_lazy("It was removed."),
    LogAct.REJECT: gettext_lazy("It was not published."),
    LogAct.HIDE_WORDING: gettext_lazy("The wording that you reported was removed."),
    LogAct.WARN: gettext_lazy("It stays; its writer was told what to do better."),
    LogAct.FINE: gettext_lazy("Moderators looked at it; it stays."),
    LogAct.DISMISS: gettext_lazy("Moderators looked at it; it stays."),
}
OTHER = gettext_lazy("Moderators looked at it.")
WAITS = gettext_lazy("A moderator will look at it.")


class ReportOutcome(NamedTuple):
    """A report as who made it reads it; `decision` is the id of a line of the log, or 0."""

    target: str
    url: str
    when: str
    outcome: str
    answer: str
    is_new: bool
    decision: int


def reported_by(reporter: User) -> list[ReportOutcome]:
    """Return the latest reports of `reporter`, newest first, twenty at most. Four queries."""
    reports = Report.objects.filter(reporter=reporter).order_by("-created_at", "-pk")
    about = ("post__author", "reply__author", "decision")
    found = list(reports.select_related(*about)[:SHOWN])
    lines = [_as_line(report) for report in found]
    seen = Seen.load(reporter, lines)
    return [_answered(*each, seen) for each in zip(found, lines, strict=True)]


def _as_line(report: Report) -> LogEntry:
    """Return what was reported as the log would name it, to be named the same way."""
    post, reply = report.post, report.reply
    person = reply.author if reply else post.author
    return LogEntry(post=post, reply=reply, objection=report.objection, person=person)


def _answered(report: Report, line: LogEntry, seen: Seen) -> ReportOutcome:
    target, url = target_of(line, seen)
    decided = report.decision
    return ReportOutcome(
        target=target,
        url=url,
        when=day(report.created_at),
        outcome=str(OUTCOMES.get(LogAct(decided.act), OTHER) if decided else WAITS),
        answer=report.answer if decided else "",
        is_new=bool(decided and report.answer and report.answer_seen_at is None),
        decision=decided.pk if decided else 0,
    )
