"""What moderators decided about somebody, and answered them, that they have not seen."""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from accounts.models import User
from moderation.models import LogEntry, Notice
from staff.log.entries import read_lines
from staff.log.lines import log_line
from staff.log.targets import Seen, yours
from staff.pages.reports import reported_by
from web.dates import day, iso
from web.sentences import with_html

# The others are on the page of decisions.
MOST = 10


class DecidedLine(NamedTuple):
    """One line, which `says` as HTML what was done, and why; `pk` is that of the line of the log
    that it tells of."""

    pk: int
    says: SafeString
    reason: str
    when: str
    iso: str


def decided_about(viewer: User) -> list[DecidedLine]:
    """Return it, the newest first. Nine queries at most, three where there is nothing new."""
    unseen = Notice.objects.filter(person=viewer, seen_at=None).order_by("-entry")
    entries = read_lines(list(unseen.values_list("entry", flat=True)[:MOST]))
    seen = Seen.load(viewer, entries) if entries else None
    lines = [_decided(entry, seen) for entry in entries if seen]
    answered = [
        DecidedLine(
            each.decision,
            with_html(
                gettext("Moderators answered your report of %(what)s"), what=_apart(each.target)
            ),
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
    said = pgettext("in the log", "%(name)s %(does)s")
    if line.ends:
        said = pgettext("in the log", "%(name)s %(does)s %(ends)s")
    deed = line.deed.said_to_you(target)
    does = with_html(deed.sentence, what=_apart(deed.target), where=_apart(deed.where))
    return DecidedLine(
        pk=entry.pk,
        says=with_html(said, name=_apart(line.actor), does=does, ends=line.ends),
        reason=line.reason,
        when=day(entry.created_at),
        iso=iso(entry.created_at),
    )


def _apart(words: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", words)
