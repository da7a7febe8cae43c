"""Where a reply stood, and where it stands, that was moved within its own essay."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from accounts.models.shown_names import shown_name_of
from moderation.models import LogAct, LogEntry, Move


class LoggedPlace(NamedTuple):
    """Beneath which reply, and who wrote that; or neither, on top of the thread."""

    reply: int | None
    name: str


class LoggedWay(NamedTuple):
    """From where to where."""

    source: LoggedPlace
    target: LoggedPlace


def ways_of(entries: Iterable[LogEntry]) -> dict[int, LoggedWay]:
    """Return it by the lines that move a reply within its essay, or back. One query, or none."""
    within = {
        entry.pk: entry.pk if entry.act == LogAct.MOVE else entry.reverses_id
        for entry in entries
        if entry.act in (LogAct.MOVE, LogAct.UNMOVE) and entry.post_id == entry.other_post_id
    }
    if not within:
        return {}
    moves = Move.objects.filter(entry__in=within.values())
    who = [
        f"{place}{column}"
        for place in ("parent", "beneath")
        for column in ("", "__author__display_name", "__author__username")
    ]
    done = {
        entry: LoggedWay(_place(*columns[:3]), _place(*columns[3:]))
        for entry, *columns in moves.values_list("entry", *who)
    }
    ways = {pk: done[moved] for pk, moved in within.items() if moved in done}
    return {
        pk: way if within[pk] == pk else LoggedWay(way.target, way.source)
        for pk, way in ways.items()
    }


def _place(reply: int | None, name: str | None, username: str | None) -> LoggedPlace:
    return LoggedPlace(reply, shown_name_of(name or "", username or "") if reply else "")


def way_in(way: LoggedWay, essay: str, known: Container[int]) -> str:
    """Return it in words; who wrote a reply that is not `known` to the reader is not told."""
    source, target = (place.name if place.reply in known else gettext("somebody") for place in way)
    said = gettext(
        "within %(essay)s, from beneath a reply by %(source)s to beneath a reply by %(target)s"
    )
    if way.source.reply is None:
        said = gettext(
            "within %(essay)s, from the top of the thread to beneath a reply by %(target)s"
        )
    elif way.target.reply is None:
        said = gettext(
            "within %(essay)s, from beneath a reply by %(source)s to the top of the thread"
        )
    elif source == target:
        said = gettext("within %(essay)s, from beneath one reply by %(source)s to beneath another")
    return said % {"essay": essay, "source": source, "target": target}
