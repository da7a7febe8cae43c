"""The public log as a feed, as the public reads what its lines are of."""

from dataclasses import astuple

from django.utils.html import format_html
from django.utils.translation import gettext

from moderation.models import LogEntry
from staff.log.entries import PAGE, newest
from staff.log.filters import LogFilter
from staff.log.lines import log_line
from staff.log.targets import Seen
from web.atom import AtomDocument, AtomEntry
from web.urns import site_id, urn


def log_feed(asked: LogFilter, origin: str) -> AtomDocument:
    """Return the lines that are asked for, the newest first; eight queries at most.

    Raises Http404 for an essay that the public may not know of.
    """
    found = newest(asked.lines(None), 0, PAGE)
    seen, site = Seen.load(None, found), site_id()
    return AtomDocument(
        id=urn(site, "log", *astuple(asked)),
        title=gettext("What moderators did · Rejoinder"),
        subtitle=gettext("Every decision and its reason. What was removed is not shown."),
        url=f"{origin}{asked.url()}",
        feed_url=f"{origin}{asked.url('moderation-log-feed')}",
        entries=[_entry(each, seen, origin, urn(site, "log-line", each.pk)) for each in found],
    )


def _entry(entry: LogEntry, seen: Seen, origin: str, name: str) -> AtomEntry:
    line = log_line(entry, seen)
    return AtomEntry(
        id=name,
        title=line.sentence,
        url=f"{origin}{entry.get_absolute_url()}",
        html=format_html("<p>{}{}</p>", line.reason, f" ({line.ends})" if line.ends else ""),
        published=entry.created_at,
        updated=entry.created_at,
        author=line.actor,
    )
