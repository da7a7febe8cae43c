"""What moderators see of a text that was reported: the words, the reports, and what hangs on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import User
from critiques import consequences
from critiques.cards import ObjectionCard, cards_for
from critiques.models import Tag
from critiques.words import Act as TagAct
from critiques.words import Status
from forum.dates import day
from forum.models import Post, Reply, State
from forum.text import excerpt, plain
from moderation.models import Act, LogEntry, Report

EXCERPT = 600
GONE = (Status.MERGED, Status.STRUCK)


class Waiting(NamedTuple):
    """The open reports on one text, oldest first; `reports` are the ids of those to be shown."""

    post: int
    reply: int | None
    since: datetime
    reports: list[int]
    # How many more there are.
    more: int


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
    more: int
    reason: str
    person: str
    hangs: list[str]
    strikable: list[ObjectionCard]


@dataclass(frozen=True)
class Facts:
    """What the texts of one page have in common, fetched at once."""

    posts: dict[int, Post]
    replies: dict[int, Reply]
    reports: dict[int, Report]
    cards: dict[int, ObjectionCard]
    tags: dict[int, list[Tag]]
    took_part: set[tuple[int, int]]
    written: dict[int, int]
    warned: dict[int, int]

    @classmethod
    def load(cls, waiting: list[Waiting], moderator: User) -> Self:
        """Load the facts of these texts, as `moderator` may know them. Eight queries."""
        posts = (
            Post.objects.with_readable(moderator)
            .select_related("author")
            .defer("body", "html")
            .in_bulk([each.post for each in waiting])
        )
        replies = (
            Reply.objects.with_readable(moderator)
            .select_related("author", "parent__author")
            .defer("body", "parent__body", "parent__html")
            .in_bulk([each.reply for each in waiting if each.reply])
        )
        reports = Report.objects.select_related("reporter").in_bulk(
            [report for each in waiting for report in each.reports]
        )
        cards = cards_for(list(posts), moderator)
        tags: dict[int, list[Tag]] = defaultdict(list)
        for tag in Tag.objects.filter(reply__in=replies, objection__in=cards).order_by("pk"):
            tags[tag.reply_id].append(tag)
        writers = {item.author_id for item in (*posts.values(), *replies.values())}
        took_part = Reply.objects.filter(
            post__in=posts,
            author__in={report.reporter_id for report in reports.values()},
            state=State.VISIBLE,
        )
        return cls(
            posts=posts,
            replies=replies,
            reports=reports,
            cards=cards,
            tags=tags,
            took_part=set(took_part.values_list("post", "author").distinct()),
            written=_counts(Reply.objects.filter(author__in=writers), "author"),
            warned=_counts(
                LogEntry.objects.filter(
                    person__in=writers, act__in=(Act.WARN, Act.HIDE), reversed_by=None
                ),
                "person",
            ),
        )

    def reported(self, waiting: Waiting, typed: dict[str, str]) -> Reported:
        """Return what the page shows of one text; `typed` has refused reasons by key."""
        post = self.posts[waiting.post]
        reply = self.replies[waiting.reply] if waiting.reply else None
        item = reply or post
        reports = [self.reports[report] for report in waiting.reports]
        tags = self.tags.get(reply.pk, []) if reply else []
        raised = [self.cards[tag.objection_id] for tag in tags if tag.act == TagAct.RAISE]
        key = f"{post.pk}-{reply.pk if reply else ''}"
        hangs = (
            consequences.of_removing_reply(reply, post, tags, self.cards)
            if reply
            else consequences.of_removing_post(post)
        )
        words = plain(reply.html) if reply else post.opening
        return Reported(
            key=key,
            post=post.pk,
            reply=reply.pk if reply else "",
            age=timesince(waiting.since, timezone.now(), depth=1),
            what=_what(item),
            title=post.title,
            url=item.get_absolute_url(),
            writer=item.author.shown_name,
            writer_url=item.author.get_absolute_url(),
            to=_to(reply) if reply else "",
            when=day(item.created_at),
            text=excerpt(words, EXCERPT) if item.readable else "",
            why=[self._why(report, post) for report in reports],
            more=waiting.more,
            reason=typed.get(key, next((r.reason for r in reversed(reports) if r.reason), "")),
            person=self._person(item.author),
            hangs=hangs,
            strikable=[card for card in raised if card.status not in GONE],
        )

    def _why(self, report: Report, post: Post) -> tuple[str, str, str]:
        relation = "has no part in the discussion"
        if report.reporter_id == post.author_id:
            relation = "wrote the essay"
        elif (post.pk, report.reporter_id) in self.took_part:
            relation = "takes part in the discussion"
        return report.reporter.shown_name, relation, report.reason

    def _person(self, writer: User) -> str:
        since = timesince(writer.date_joined, timezone.now(), depth=1)
        written, warned = self.written.get(writer.pk, 0), self.warned.get(writer.pk, 0)
        replies = f"{written} {'reply' if written == 1 else 'replies'}"
        told = f"{warned} earlier {'decision' if warned == 1 else 'decisions'} against"
        return f"here {since}, {replies}, {told if warned else 'no warnings'}"


def _counts(rows: QuerySet, by: str) -> dict[int, int]:
    counted = rows.order_by().values(by).annotate(n=Count("pk"))
    return {row[by]: row["n"] for row in counted}


def _what(item: Post | Reply) -> str:
    what = f"Reply, level {item.level + 1}" if isinstance(item, Reply) else "Essay"
    if item.state == State.VISIBLE:
        return what
    return f"{what}, {item.get_state_display().lower().replace('_', ' ')}"


def _to(reply: Reply) -> str:
    return reply.parent.author.shown_name if reply.parent else "the essay"
