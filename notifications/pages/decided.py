"""What moderators decided about somebody, and answered them, that they have not seen."""

from typing import NamedTuple

from accounts.models import User
from moderation.models import LogEntry, Notice
from staff.log.entries import read_lines
from staff.log.lines import log_line
from staff.log.targets import Seen, yours
from staff.pages.reports import reported_by
from web.dates import day, iso

# The others are on the page of decisions.
MOST = 10
MODERATORS = "Moderators"


class DecidedLine(NamedTuple):
    """One line; `pk` is that of the line of the log that it tells of."""

    pk: int
    who: str
    does: str
    target: str
    words: str
    when: str
    iso: str


def decided_about(viewer: User) -> list[DecidedLine]:
    """Return it, the newest first. Eight queries at most, three where there is nothing new."""
    unseen = Notice.objects.filter(person=viewer, seen_at=None).order_by("-entry")
    entries = read_lines(list(unseen.values_list("entry", flat=True)[:MOST]))
    seen = Seen.load(viewer, entries) if entries else None
    lines = [_decided(entry, seen) for entry in entries if seen]
    answered = [
        DecidedLine(
            each.decision,
            MODERATORS,
            "answered your report of",
            each.target,
            f"{each.outcome} {each.answer}",
            each.when,
            "",
        )
        for each in reported_by(viewer)
        if each.is_new
    ]
    return [*lines, *answered]


def _decided(entry: LogEntry, seen: Seen) -> DecidedLine:
    line, (target, _) = log_line(entry, seen), yours(entry, seen)
    ends = f" {line.ends}" if line.ends else ""
    return DecidedLine(
        pk=entry.pk,
        who=line.actor,
        does=line.did,
        target=f"{target}{ends}",
        words=line.reason,
        when=day(entry.created_at),
        iso=iso(entry.created_at),
    )
