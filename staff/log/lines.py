"""Lines of the log as readers see them: who did what to what, and why; never the text itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from moderation.models import APPOINTMENTS, UNDOABLE, LogAct, LogEntry
from staff.log.deeds import LoggedDeed, deed_of
from staff.log.entries import first_parts, newest
from staff.log.targets import Seen, other_of, target_of
from web.dates import day, iso, minute

SITE = gettext_lazy("The site, by its rules")
OWNER = gettext_lazy("Whoever runs the site")


class LogLink(NamedTuple):
    """Another line of the log, or what this one led to."""

    url: str
    words: str


@dataclass(frozen=True)
class LogLine:
    """One line, with `parts` where it was done to many and they were asked for."""

    pk: int
    page_url: str
    when: str
    iso: str
    actor: str
    act: str
    deed: LoggedDeed
    target: str
    url: str
    other: LogLink | None
    reason: str
    ends: str
    links: list[LogLink]
    undone: bool
    undoable: bool
    parts: list["LogLine"]
    more: LogLink | None

    @property
    def sentence(self) -> str:
        """What was done, without the reason."""
        said = {"name": self.actor, "does": self.deed.words}
        return pgettext("in the log", "%(name)s %(does)s") % said


def log_lines(
    entries: QuerySet, viewer: Any, start: int, end: int, *, parts: bool = True
) -> list[LogLine]:
    """Return lines of the log, newest first, with links to what `viewer` may know of.

    With `parts`, a line for many has them, twenty at most. Nine queries at most.
    """
    return lines_of(newest(entries, start, end), viewer, parts=parts)


def lines_of(found: list[LogEntry], viewer: Any, *, parts: bool = True) -> list[LogLine]:
    """Return the lines that were read as `with_people` does. Seven queries at most."""
    below: dict[int, list[LogEntry]] = {}
    if parts and any(entry.count > 1 for entry in found):
        for part in first_parts(found):
            below.setdefault(part.part_of_id, []).append(part)
    seen = Seen.load(viewer, found + [part for some in below.values() for part in some])
    return [log_line(entry, seen, below.get(entry.pk, [])) for entry in found]


def log_line(
    entry: LogEntry, seen: Seen, parts: Iterable[LogEntry] = (), *, alone: bool = True
) -> LogLine:
    """Return a line read `with_people`, and its parts; `alone` it says what it is a part of."""
    target, url = target_of(entry, seen)
    other = LogLink(*found) if (found := other_of(entry, seen)) else None
    shown = [log_line(part, seen, alone=False) for part in parts]
    left = entry.count - (entry.post_id is not None) - len(shown)
    return LogLine(
        pk=entry.pk,
        page_url=entry.get_absolute_url(),
        when=minute(entry.created_at),
        iso=iso(entry.created_at),
        actor=_actor(entry),
        act=entry.act,
        deed=deed_of(entry, (target, url), (other.words, other.url) if other else None),
        target=target,
        url=url,
        other=other,
        reason=entry.said_reason,
        ends=_ends(entry),
        links=_links(entry, alone),
        undone=_undone(entry),
        undoable=entry.act in UNDOABLE
        and (entry.act not in APPOINTMENTS.values() or seen.appoints),
        parts=shown,
        more=LogLink(entry.get_absolute_url(), _more(left)) if shown and left > 0 else None,
    )


def _actor(entry: LogEntry) -> str:
    if entry.actor:
        return entry.actor.shown_name
    return str(OWNER if entry.act in APPOINTMENTS.values() else SITE)


def _more(left: int) -> str:
    return ngettext("%(count)d more", "%(count)d more", left) % {"count": left}


def _undone(entry: LogEntry) -> bool:
    """Whether nothing is left of a line: for one with parts, nothing of any of them."""
    return not entry.parts_stand and (entry.is_of_many or hasattr(entry, "reversed_by"))


def _ends(entry: LogEntry) -> str:
    if entry.expires_at is None:
        return gettext("for good") if entry.act == LogAct.SUSPEND else ""
    over = entry.expires_at <= timezone.now()
    said = gettext("ended %(moment)s") if over else gettext("until %(moment)s")
    return said % {"moment": minute(entry.expires_at)}


def _links(entry: LogEntry, alone: bool) -> list[LogLink]:
    linked: list[tuple[str, LogEntry | None]] = [
        (
            gettext("taken back in part %(day)s")
            if entry.parts_stand
            else gettext("taken back %(day)s"),
            getattr(entry, "reversed_by", None),
        ),
        (gettext("takes back what was done %(day)s"), entry.reverses),
    ]
    if entry.act == LogAct.UPHOLD and hasattr(entry, "appeal_decided"):
        linked.append((gettext("the decision of %(day)s"), entry.appeal_decided.entry))
    links = [
        LogLink(other.get_absolute_url(), words % {"day": day(other.created_at)})
        for words, other in linked
        if other
    ]
    if entry.part_of and alone:
        said = gettext("one of %(count)d") % {"count": entry.part_of.count}
        links.append(LogLink(entry.part_of.get_absolute_url(), said))
    return links
