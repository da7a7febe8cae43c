"""Feeds, as the public reads what they are of."""

import re
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html

from moderation.models import LogEntry
from staff.log.entries import PAGE, newest
from staff.log.filters import LogFilter
from staff.log.lines import log_line
from staff.log.targets import Seen

# What XML cannot say.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class LogFeed(Feed):
    """The public log, or those of its lines that the address asks for; newest first."""

    feed_type = Atom1Feed
    title = "What moderators did · Rejoinder"
    subtitle = "Every decision and its reason. What was removed is not shown."

    def get_object(self, request: HttpRequest) -> LogFilter:
        return LogFilter.of(request.GET)

    def link(self, asked: LogFilter) -> str:
        return asked.url()

    def feed_url(self, asked: LogFilter) -> str:
        return asked.url("moderation-log-feed")

    def items(self, asked: LogFilter) -> list[LogEntry]:
        found = newest(asked.lines(None), 0, PAGE)
        seen = Seen.load(None, found)
        for entry in found:
            entry.line = log_line(entry, seen)
        return found

    def item_title(self, entry: Any) -> str:
        return _NOT_XML.sub("", entry.line.sentence)

    def item_description(self, entry: Any) -> str:
        ends = f" ({entry.line.ends})" if entry.line.ends else ""
        return format_html("<p>{}{}</p>", _NOT_XML.sub("", entry.reason), ends)

    def item_pubdate(self, entry: LogEntry) -> Any:
        return entry.created_at

    def item_updateddate(self, entry: LogEntry) -> Any:
        return entry.created_at

    def item_author_name(self, entry: Any) -> str:
        return _NOT_XML.sub("", entry.line.actor)
