"""What somebody is told, by essay, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from accounts.models import User
from forum.models import Post
from notifications.models import Notification
from notifications.pages.decided import DecidedLine, decided_about
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import NoticeLine, NoticeQuote, NoticeText
from notifications.pages.texts import told_of
from notifications.pages.whys import why_of
from web.addresses import address_of
from web.dates import day, iso
from web.orders import latest
from web.pagination import FIRST, Asked

PAGE = 25
# Of a line that tells of several replies.
QUOTED = 3


class NoticeGroup(NamedTuple):
    """The lines about one essay."""

    title: str
    url: str
    lines: list[NoticeLine]


@dataclass(frozen=True)
class NoticesPage:
    """One person’s notices, 25 a page, and above them what moderators told them that is new.

    Thirty-four queries at most. `until` and `decided` are the newest of each: what comes later
    stays new when all are marked read.
    """

    groups: list[NoticeGroup]
    decisions: list[DecidedLine]
    has_new: bool
    until: int
    decided: int
    # Which page it is, for its title, and where a form was sent from.
    which: str
    place: list[tuple[str, str]]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: User, page: Asked) -> Self:
        """Load a page; raises Http404 beyond the last."""
        told = Notification.objects.of(viewer).order_by("-created_at", "-pk")
        found = latest().page(told, page, PAGE)
        facts = NoticeFacts.load(found.rows, viewer)
        decisions = decided_about(viewer) if page == FIRST else []
        groups = groups_of(found.rows, facts, viewer)
        here = address_of("notifications")
        return cls(
            groups=groups,
            decisions=decisions,
            has_new=bool(decisions) or any(line.is_new for each in groups for line in each.lines),
            until=max((row.pk for row in found.rows), default=0),
            decided=max((each.pk for each in decisions), default=0),
            which=page.told,
            place=page.fields,
            **found.beside(here),
        )


def groups_of(rows: Sequence[Notification], facts: NoticeFacts, viewer: Any) -> list[NoticeGroup]:
    """Return the lines by essay: that with the newest first, and so the lines of each."""
    by_line: dict[tuple[int, str, bool], list[tuple[Notification, NoticeText]]] = {}
    for row in rows:
        told = told_of(row, facts, viewer)
        if told is not None and told.post_id in facts.posts:
            is_new = row.read_at is None
            key = (told.post_id, told.beneath or f"notice-{row.pk}", is_new)
            by_line.setdefault(key, []).append((row, told))
    groups: dict[int, list[NoticeLine]] = {}
    for (post_id, _, _), found in by_line.items():
        groups.setdefault(post_id, []).append(_line(found, facts.posts[post_id]))
    return [
        NoticeGroup(facts.posts[pk].public_title, facts.posts[pk].get_absolute_url(), lines)
        for pk, lines in groups.items()
    ]


def _line(found: Sequence[tuple[Notification, NoticeText]], post: Post) -> NoticeLine:
    """Return the line of one notice, or of several plain replies to one text; it leads to the
    first of these."""
    newest, first = found[0][0], found[-1]
    people = list(dict.fromkeys(told.who for _, told in reversed(found)))
    words, html = first[1].of(people, times=len(found))
    why, why_url = why_of(newest, post)
    return NoticeLine(
        pk=first[0].pk,
        until=newest.pk,
        says=html,
        words=words,
        quotes=first[1].quotes if len(found) == 1 else _words_of_several(found),
        when=day(newest.created_at),
        iso=iso(newest.created_at),
        is_new=newest.read_at is None,
        why=why,
        why_url=why_url,
    )


def _words_of_several(found: Sequence[tuple[Notification, NoticeText]]) -> tuple[NoticeQuote, ...]:
    """Return the words of the first of several replies, each with whose they are."""
    said = (told for _, told in found[: -QUOTED - 1 : -1])
    return tuple(NoticeQuote(told.who, quote.words) for told in said for quote in told.quotes)
