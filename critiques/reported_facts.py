"""What the database knows of the texts that were reported, fetched for a whole page at once."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, QuerySet

from accounts.models import User
from critiques.cards import ObjectionCard, cards_for
from critiques.models import Holder, Objection, Tag
from critiques.waiting import Waiting
from critiques.words import HOLDING, Act
from forum.models import Post, Reply, State
from moderation.models import Act as LogAct
from moderation.models import LogEntry, Report


@dataclass(frozen=True)
class Facts:
    """The texts of one page by their ids, and what hangs on them."""

    posts: dict[int, Post]
    replies: dict[int, Reply]
    reports: dict[int, Report]
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
    def load(cls, waiting: list[Waiting], moderator: User) -> Self:
        """Load the facts of these texts, as `moderator` may know them. Ten queries."""
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
        claims = _claims(waiting)
        writers = {item.author_id for item in (*posts.values(), *replies.values())}
        writers |= {objection.raiser_id for objection in claims.values()}
        took_part = Reply.objects.filter(
            post__in=posts,
            author__in={report.reporter_id for report in reports.values()},
            state=State.VISIBLE,
        )
        against = LogEntry.objects.filter(
            person__in=writers, act__in=(LogAct.WARN, LogAct.HIDE), reversed_by=None
        )
        return cls(
            posts=posts,
            replies=replies,
            reports=reports,
            cards=cards,
            tags=tags,
            claims=claims,
            alone=_alone(cards, tags),
            took_part=set(took_part.values_list("post", "author").distinct()),
            written=_counts(Reply.objects.filter(author__in=writers), "author"),
            warned=_counts(against, "person"),
        )


def _claims(waiting: list[Waiting]) -> dict[tuple[int, int], Objection]:
    """Return the objections whose claims wait, by post and number; a query if there are any."""
    wanted = {(each.post, each.objection) for each in waiting if each.objection is not None}
    if not wanted:
        return {}
    found = Objection.objects.filter(post__in={post for post, _ in wanted}).select_related("raiser")
    return {(o.post_id, o.number): o for o in found if (o.post_id, o.number) in wanted}


def _alone(cards: dict[int, ObjectionCard], tags: dict[int, list[Tag]]) -> dict[int, str]:
    """Return the one holder's name for each objection raised in these replies that has one."""
    raised = {tag.objection_id for each in tags.values() for tag in each if tag.act == Act.RAISE}
    holders = Holder.objects.filter(
        objection__in=[pk for pk in raised if cards[pk].holder_count == 1],
        state__in=HOLDING,
        user__left_at=None,
    )
    return {each.objection_id: each.user.shown_name for each in holders.select_related("user")}


def _counts(rows: QuerySet, by: str) -> dict[int, int]:
    counted = rows.order_by().values(by).annotate(n=Count("pk"))
    return {row[by]: row["n"] for row in counted}
