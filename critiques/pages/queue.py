"""The moderators' queue: what was reported, by whom, and what hangs on it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import User
from critiques.cards import ObjectionCard, cards_for
from critiques.models import Tag
from critiques.sentences import names
from critiques.words import Act as TagAct
from forum.dates import day
from forum.models import Post, Reply, State
from forum.text import excerpt, plain
from moderation.models import Act, LogEntry, Report
from moderation.pages import LogLine, log_lines

SHOWN = 50
EXCERPT = 600
LOG_LINES = 8
TABS = {"": "All", "posts": "Posts", "replies": "Replies"}


@dataclass(frozen=True)
class Reported:
    """One text that waits, with everything a decision needs."""

    key: str
    post: int
    reply: int | str
    age: str
    what: str
    title: str
    url: str
    writer: str
    writer_url: str
    to: str
    when: str
    text: str
    why: list[tuple[str, str, str]]
    reason: str
    person: str
    hangs: list[str]
    strikable: list[ObjectionCard]


@dataclass(frozen=True)
class QueuePage:
    """Open reports by what they are about, oldest first, fifty at a time. Fourteen queries."""

    items: list[Reported]
    tabs: list[tuple[str, str, int, bool]]
    total: int
    log: list[LogLine]

    @classmethod
    def load(cls, *, moderator: User, tab: str) -> Self:
        """Load one of TABS; raises PermissionDenied for anybody but a moderator."""
        if not moderator.is_moderator:
            raise PermissionDenied("The queue is for moderators.")
        waiting: dict[tuple[int, int | None], list[Report]] = defaultdict(list)
        reports = Report.objects.filter(decision=None).select_related(
            "reporter", "post__author", "reply__author", "reply__parent__author"
        )
        for report in reports.order_by("created_at", "pk"):
            waiting[report.post_id, report.reply_id].append(report)
        counts = Counter("replies" if reply else "posts" for _, reply in waiting)
        counts[""] = len(waiting)
        tab = tab if tab in TABS else ""
        chosen = [
            group
            for (_, reply), group in waiting.items()
            if not tab or (tab == "replies") == (reply is not None)
        ][:SHOWN]
        facts = _Facts.load(chosen, moderator)
        return cls(
            items=[facts.reported(group) for group in chosen],
            tabs=[(key, label, counts[key], key == tab) for key, label in TABS.items()],
            total=len(waiting),
            log=log_lines(LogEntry.objects.all(), moderator, 0, LOG_LINES),
        )


@dataclass(frozen=True)
class _Facts:
    """What the whole page needs, fetched at once."""

    cards: dict[int, ObjectionCard]
    tags: dict[int, list[Tag]]
    took_part: set[tuple[int, int]]
    written: dict[int, int]
    warned: dict[int, int]

    @classmethod
    def load(cls, groups: list[list[Report]], moderator: User) -> "_Facts":
        firsts = [group[0] for group in groups]
        posts = {report.post_id for report in firsts}
        writers = {_item(report).author_id for report in firsts}
        reporters = {report.reporter_id for group in groups for report in group}
        tags: dict[int, list[Tag]] = defaultdict(list)
        replies = [report.reply_id for report in firsts if report.reply_id]
        for tag in Tag.objects.filter(reply__in=replies).order_by("pk"):
            tags[tag.reply_id].append(tag)
        took_part = Reply.objects.filter(
            post__in=posts, author__in=reporters, state=State.VISIBLE
        ).values_list("post", "author")
        written = Reply.objects.filter(author__in=writers).values("author").annotate(n=Count("pk"))
        warned = (
            LogEntry.objects.filter(
                person__in=writers, act__in=(Act.WARN, Act.HIDE), reversed_by__isnull=True
            )
            .values("person")
            .annotate(n=Count("pk"))
            .order_by()
        )
        return cls(
            cards=cards_for(list(posts), moderator),
            tags=tags,
            took_part=set(took_part),
            written={row["author"]: row["n"] for row in written.order_by()},
            warned={row["person"]: row["n"] for row in warned},
        )

    def reported(self, group: list[Report]) -> Reported:
        """Return what the page shows of one text and the reports on it."""
        first = group[0]
        post, item = first.post, _item(first)
        reply = first.reply
        acts = self.tags.get(reply.pk, []) if reply else []
        return Reported(
            key=f"{post.pk}-{reply.pk if reply else ''}",
            post=post.pk,
            reply=reply.pk if reply else "",
            age=timesince(first.created_at, timezone.now(), depth=1),
            what=f"Reply, level {reply.level + 1}" if reply else "Essay",
            title=post.title,
            url=item.get_absolute_url(),
            writer=item.author.shown_name,
            writer_url=item.author.get_absolute_url(),
            to=_to(post, reply),
            when=day(item.created_at),
            text=excerpt(plain(item.html), EXCERPT),
            why=[self._why(report) for report in group],
            reason=next((r.reason for r in reversed(group) if r.reason), ""),
            person=self._person(item.author),
            hangs=self._hangs(post, reply, acts),
            strikable=[self.cards[t.objection_id] for t in acts if t.act == TagAct.RAISE],
        )

    def _why(self, report: Report) -> tuple[str, str, str]:
        relation = "has no part in the discussion"
        if report.reporter_id == report.post.author_id:
            relation = "wrote the essay"
        elif (report.post_id, report.reporter_id) in self.took_part:
            relation = "takes part in the discussion"
        return report.reporter.shown_name, relation, report.reason

    def _person(self, writer: User) -> str:
        since = timesince(writer.date_joined, timezone.now(), depth=1)
        written, warned = self.written.get(writer.pk, 0), self.warned.get(writer.pk, 0)
        replies = f"{written} {'reply' if written == 1 else 'replies'}"
        told = f"{warned} earlier {'decision' if warned == 1 else 'decisions'} against"
        return f"here {since}, {replies}, {told if warned else 'no warnings'}"

    def _hangs(self, post: Post, reply: Reply | None, tags: list[Tag]) -> list[str]:
        if reply is None:
            return [f"Removing it removes {post.reply_count} replies from sight, and its critique."]
        beneath = (reply.rght - reply.lft - 1) // 2
        noun = "reply" if beneath == 1 else "replies"
        lines = [f"{beneath or 'No'} {noun if beneath else 'replies'} beneath it."]
        raised = [self.cards[tag.objection_id] for tag in tags if tag.act == TagAct.RAISE]
        if raised:
            noun, row = (
                ("objection", "its row stays")
                if len(raised) == 1
                else ("objections", "their rows stay")
            )
            shared = names([f"{card.address}, shared by {card.holder_count}" for card in raised])
            lines.append(f"Removing affects {noun} {shared}; {row}.")
        for tag in tags:
            address = self.cards[tag.objection_id].address
            if tag.act in (TagAct.ANSWER, TagAct.CONCEDE, TagAct.DECLINE):
                author = reply.author_id == post.author_id
                who = "the author’s word" if author else "an answer"
                lines.append(f"Removing takes {who} on objection {address} away.")
            elif tag.act != TagAct.RAISE:
                lines.append(f"It speaks of objection {address}.")
        return lines


def _item(report: Report) -> Post | Reply:
    return report.reply or report.post


def _to(post: Post, reply: Reply | None) -> str:
    if reply is None:
        return ""
    return reply.parent.author.shown_name if reply.parent else "the essay"
