"""The public log, and one line of it by itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from forum.models import Post
from moderation.models import LogAct, LogEntry
from staff.log.entries import PAGE, read_lines, with_people
from staff.log.filters import KINDS, LogFilter
from staff.log.lines import LogLine, lines_of, log_line
from staff.log.targets import Seen, title_of
from web.dates import month
from web.orders import latest
from web.pagination import Asked, Paged


@dataclass(frozen=True)
class LogPage:
    """What moderators did, newest first, fifty a page. Twelve queries at most."""

    lines: list[LogLine]
    asked: LogFilter
    kinds: list[tuple[str | Promise, list[tuple[LogAct, str | Promise]]]]
    months: list[tuple[str, str]]
    about: str
    # Which lines it has, for its title.
    which: str
    all_url: str
    feed_url: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, asked: LogFilter, page: Asked) -> Self:
        """Load a page of the lines asked for.

        Raises Http404 as `LogFilter` does, and beyond the last page.
        """
        entries = asked.lines(viewer).order_by("-created_at", "-pk").only("created_at")
        paged = latest().page(entries, page, PAGE)
        found = read_lines([entry.pk for entry in paged.rows])
        return cls(
            lines=lines_of(found, viewer, parts=not asked.is_narrow),
            asked=asked,
            kinds=[(group, list(acts.items())) for group, acts in KINDS.items()],
            months=_months(),
            about=_title(viewer, asked.post),
            which=f"{gettext(', some lines') if asked != LogFilter() else ''}{page.told}",
            all_url=LogFilter().url() if asked != LogFilter() else "",
            feed_url=asked.url("moderation-log-feed"),
            **paged.beside(asked.url()),
        )


@dataclass(frozen=True)
class LogEntryPage:
    """One line, what it takes back or was taken back by, and its parts. Nine queries at most."""

    line: LogLine
    others: list[LogLine]
    parts: list[LogLine]
    more: list[tuple[str, str]]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, entry_id: int, page: int) -> Self:
        """Load a line with page `page` (from 1) of its parts.

        They were written together, and no line is ever added to them. Raises LogEntry.DoesNotExist,
        and Http404 beyond the last page.
        """
        entry = with_people(LogEntry.objects.all()).get(pk=entry_id)
        numbers = entry.parts.order_by("pk").values_list("pk", flat=True)
        paged = Paged[int].of(numbers, page, PAGE)
        parts = list(with_people(LogEntry.objects.filter(pk__in=paged.rows)).order_by("pk"))
        linked = {entry.reverses_id, getattr(entry, "reversed_by", entry).pk, entry.part_of_id}
        others = with_people(LogEntry.objects.filter(pk__in=linked - {entry.pk, None}))
        others = list(others.order_by("created_at", "pk"))
        seen = Seen.load(viewer, [entry, *parts, *others])
        here = entry.get_absolute_url()
        return cls(
            line=log_line(entry, seen),
            others=[log_line(each, seen) for each in others],
            parts=[log_line(each, seen, alone=False) for each in parts],
            more=_more(entry, seen),
            newer_url=f"{here}?page={paged.newer}" if paged.newer else "",
            older_url=f"{here}?page={paged.older}" if paged.older else "",
        )


def _more(entry: LogEntry, seen: Seen) -> list[tuple[str, str]]:
    found = []
    if entry.post_id in seen.posts:
        found.append((gettext("about this essay"), LogFilter(post=str(entry.post_id)).url()))
    if entry.person:
        name = entry.person.username
        about = gettext("about %(name)s") % {"name": entry.person.shown_name}
        found.append((about, LogFilter(person=name).url()))
    if entry.actor:
        name = entry.actor.username
        by = gettext("by %(name)s") % {"name": entry.actor.shown_name}
        found.append((by, LogFilter(moderator=name).url()))
    return found


def _months() -> list[tuple[str, str]]:
    """Return the months since the first line, the present one first. One query."""
    first = LogEntry.objects.order_by("created_at", "pk").values_list("created_at", flat=True)
    today = timezone.localdate()
    since = min((timezone.localdate(moment) for moment in first[:1]), default=today)
    last = today.year * 12 + today.month - 1
    counted = range(last, since.year * 12 + since.month - 2, -1)
    days = [date(number // 12, number % 12 + 1, 1) for number in counted]
    return [(f"{each:%Y-%m}", month(each)) for each in days]


def _title(viewer: Any, post_id: str) -> str:
    if not post_id:
        return ""
    return title_of(Post.objects.readable_by(viewer).filter(pk=post_id).first())
