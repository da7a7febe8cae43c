"""The public log."""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse

from forum.dates import iso, minute
from forum.models import Post, Reply
from moderation.models import UNDOABLE, Act, LogEntry, Report

PAGE = 50
# The kinds that readers can choose; what was taken back stands with the rest.
KINDS = {
    Act.HIDE: "Removed",
    Act.RESTORE: "Restored",
    Act.WARN: "Warned",
    Act.FINE: "Found fine",
    Act.DISMISS: "Dismissed",
    Act.LOCK: "Locked",
    Act.PIN: "Pinned",
    Act.MERGE: "Merged",
    Act.STRIKE: "Struck",
    Act.ROUND: "Rounds",
    Act.CLOSE: "Closed",
    Act.LIFT: "Bars lifted",
}


@dataclass(frozen=True)
class LogLine:
    """One line: who did what to what, and why; never the text it was done to."""

    pk: int
    when: str
    iso: str
    actor: str
    act: str
    did: str
    target: str
    url: str
    reason: str
    undone: bool
    undoable: bool


@dataclass(frozen=True)
class LogPage:
    """What moderators did, newest first, fifty a page. Three queries."""

    lines: list[LogLine]
    acts: list[tuple[str, str, bool]]
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, act: str, page: int) -> Self:
        """Load page `page` (from 1) of all lines, or of those of one kind."""
        entries = LogEntry.objects.all()
        act = act if act in Act.values else ""
        if act:
            entries = entries.filter(act=act)
        start = (page - 1) * PAGE
        lines = log_lines(entries, viewer, start, start + PAGE + 1)

        def url(**asked: Any) -> str:
            kept = {k: v for k, v in asked.items() if v not in ("", 1)}
            base = reverse("moderation-log")
            return f"{base}?{urlencode(kept)}" if kept else base

        return cls(
            lines=lines[:PAGE],
            acts=[("All", url(), not act)]
            + [(label, url(act=kind.value), kind == act) for kind, label in KINDS.items()],
            newer_url=url(act=act, page=page - 1) if page > 1 else "",
            older_url=url(act=act, page=page + 1) if len(lines) > PAGE else "",
        )


def log_lines(entries: Any, viewer: Any, start: int, end: int) -> list[LogLine]:
    """Return lines of the log with links to what `viewer` may know of. Three queries."""
    found = list(
        entries.select_related("actor", "person", "post", "reply", "reversed_by").order_by(
            "-created_at", "-pk"
        )[start:end]
    )
    posts = set(
        Post.objects.readable_by(viewer)
        .filter(pk__in={entry.post_id for entry in found if entry.post_id})
        .values_list("pk", flat=True)
    )
    replies = set(
        Reply.objects.known_to(viewer)
        .filter(pk__in={entry.reply_id for entry in found if entry.reply_id})
        .values_list("pk", flat=True)
    )
    return [_line(entry, posts, replies) for entry in found]


def open_report_count() -> int:
    """Return how many texts wait for a decision. One query."""
    waiting = Report.objects.filter(decision=None).order_by()
    return waiting.values("post", "reply", "objection").distinct().count()


def _line(entry: LogEntry, posts: set[int], replies: set[int]) -> LogLine:
    name = entry.person.shown_name if entry.person else ""
    known = entry.post_id in posts
    title = f"“{entry.post.title}”" if known else "an essay"
    if entry.post is None:
        target = name or f"{entry.count} texts at once"
        url = entry.person.get_absolute_url() if entry.person else ""
    elif entry.objection is not None:
        other = f" and #{entry.other_objection}" if entry.other_objection else ""
        target = f"objection #{entry.objection}{other} on {title}"
        url = reverse("objection", args=[entry.post_id, entry.objection]) if known else ""
    elif entry.reply_id:
        target = f"a reply by {name}"
        url = reverse("reply-permalink", args=[entry.reply_id])
        url = url if entry.reply_id in replies else ""
    elif entry.act in (Act.LIFT, Act.UNLIFT):
        target = f"{name} beneath {title}"
        url = entry.post.get_absolute_url() if known else ""
    else:
        target = title if known else f"an essay by {name}"
        url = entry.post.get_absolute_url() if known else ""
    return LogLine(
        pk=entry.pk,
        when=minute(entry.created_at),
        iso=iso(entry.created_at),
        actor=entry.actor.shown_name if entry.actor else "The site",
        act=entry.act,
        did=entry.get_act_display(),
        target=target,
        url=url,
        reason=entry.reason,
        undone=hasattr(entry, "reversed_by"),
        undoable=entry.act in UNDOABLE,
    )
