"""What the database knows of the texts that were reported, fetched for a whole page at once."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Count, QuerySet

from accounts.models import User
from critiques.models import Holder, Objection, Tag
from critiques.record.cards import ObjectionCard, cards_for
from critiques.words import HOLDING, Act
from forum.models import Post, Reply
from moderation.actions.appeals import deciders
from moderation.models import Appeal, LogAct, LogEntry, Report
from staff.queue.keys import Key
from staff.queue.rows import QueueRow
from staff.queue.wordings import Wordings, earlier_wordings
from web.pieces import gathered


@dataclass(frozen=True)
class QueueFacts:
    """What waits on one page by its ids, and what hangs on them."""

    posts: dict[int, Post]
    replies: dict[int, Reply]
    # What the replies answer.
    parents: dict[int, Reply]
    # Of texts that were changed since they were reported.
    wordings: Wordings
    reports: dict[int, Report]
    appeals: dict[int, Appeal]
    deciders: set[int]
    cards: dict[int, ObjectionCard]
    tags: dict[int, list[Tag]]
    # Objections whose claim was reported, by post and number.
    claims: dict[tuple[int, int], Objection]
    # Who holds an objection that one person alone holds, by its id.
    alone: dict[int, str]
    # Who has replied to which post.
    took_part: set[tuple[int, int]]
    # How many replies somebody wrote, and how many decisions went against them.
    written: dict[int, int]
    warned: dict[int, int]

    @classmethod
    def load(cls, rows: list[QueueRow], moderator: User) -> Self:
        """Load the facts of these, as `moderator` may know them. At most 14 queries."""
        keys = [each.key for each in rows if each.key]
        posts = (
            Post.objects.with_readable(moderator)
            .select_related("author")
            .defer("body", "html")
            .in_bulk({key.post for key in keys})
        )
        texts = Reply.objects.with_readable(moderator).defer("body")
        replies = texts.select_related("author", "parent__author").defer(
            "parent__body", "parent__html"
        )
        replies = replies.in_bulk({key.reply for key in keys if key.reply})
        parents = texts.select_related("author").in_bulk(
            {reply.parent_id for reply in replies.values() if reply.parent_id}
        )
        reports = Report.objects.select_related("reporter").in_bulk(
            [report for each in rows for report in each.reports]
        )
        appeals = Appeal.objects.select_related("entry__actor", "writer").in_bulk(
            [each.appeal for each in rows if each.appeal]
        )
        cards = cards_for(list(posts), moderator)
        tagged = Tag.objects.filter(reply__in=replies, objection__in=cards).order_by("pk")
        tags = gathered(tagged, "reply_id")
        claims = _claims(keys)
        writers = {item.author_id for item in (*posts.values(), *replies.values())}
        writers |= {objection.raiser_id for objection in claims.values()}
        writers |= {appeal.writer_id for appeal in appeals.values()}
        reporters = {report.reporter_id for report in reports.values()}
        took_part = Reply.objects.public().filter(post__in=posts, author__in=reporters)
        against = LogEntry.objects.filter(
            person__in=writers, act__in=(LogAct.WARN, LogAct.HIDE), reversed_by=None
        )
        about_texts = [each for each in reports.values() if each.objection is None]
        return cls(
            posts=posts,
            replies=replies,
            parents=parents,
            wordings=earlier_wordings(about_texts, posts, replies),
            reports=reports,
            appeals=appeals,
            deciders=set(deciders()) if appeals else set(),
            cards=cards,
            tags=tags,
            claims=claims,
            alone=_alone(cards, tags),
            took_part=set(took_part.values_list("post", "author").distinct()),
            written=_counts(Reply.objects.filter(author__in=writers), "author"),
            warned=_counts(against, "person"),
        )


def _claims(keys: list[Key]) -> dict[tuple[int, int], Objection]:
    """Return the objections whose claims wait, by post and number; a query if there are any."""
    wanted = {(key.post, key.objection) for key in keys if key.objection is not None}
    if not wanted:
        return {}
    found = Objection.objects.filter(post__in={post for post, _ in wanted}).select_related("raiser")
    return {(o.post_id, o.number): o for o in found if (o.post_id, o.number) in wanted}


def _alone(cards: dict[int, ObjectionCard], tags: dict[int, list[Tag]]) -> dict[int, str]:
    """Return the one holder's name for each objection raised in these replies that has one."""
    raised = {tag.objection_id for each in tags.values() for tag in each if tag.act == Act.RAISE}
    single = [pk for pk in raised if cards[pk].holder_count == 1]
    holders = Holder.objects.speaking().filter(
        objection__in=Objection.objects.in_groups_of(single).values("pk"),
        state__in=HOLDING,
        user__left_at=None,
    )
    return {each.group: each.user.shown_name for each in holders.select_related("user")}


def _counts(rows: QuerySet, by: str) -> dict[int, int]:
    counted = rows.order_by().values(by).annotate(n=Count("pk"))
    return {row[by]: row["n"] for row in counted}
