"""What others ask of these tables: what waits for a moderator, and what somebody has not seen."""

from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.statements import Statement
from forum.models import Post, Reply, State
from moderation.models import Appeal, LogAct, Move, Notice, Report, Snooze

NONE = Value(0)


def unseen_notices(person: Any) -> QuerySet:
    """Return what moderators told `person` that they have not seen."""
    return Notice.objects.filter(person=person.pk, seen_at=None)


def unseen_answers(person: Any) -> QuerySet:
    """Return the reports of `person` that moderators answered, and that answer is not seen."""
    answered = Report.objects.exclude(answer="").exclude(decision=None)
    return answered.filter(reporter=person.pk, answer_seen_at=None)


def naming(post_id: int) -> set[int]:
    """Return the posts that say of replies that they went to this one. One query.

    They say where each is now, by however many moves it came there, or in what essay.
    """
    return set(_naming.rows(None, post_id)) - {post_id}


@Statement
def _naming(_: None, post_id: int) -> QuerySet:
    moves = Move.objects.filter(entry__act__in=(LogAct.MOVE, LogAct.SPLIT)).order_by()
    sources = moves.values_list("source", flat=True)
    return sources.filter(target=post_id).union(
        sources.filter(reply__post=post_id), sources.filter(reply__essay=post_id)
    )


def snoozes_of(*, post: str, reply: Any = NONE, objection: Any = NONE) -> QuerySet:
    """Return what puts a row off that names its text by these columns, for a subquery.

    The row has come to wait, by its `created_at`, before it was put off.
    """
    running = Snooze.objects.filter(
        until__gt=timezone.now(), created_at__gte=OuterRef("created_at")
    )
    running = running.annotate(of_reply=_whole("reply"), of_objection=_whole("objection"))
    return running.filter(post=OuterRef(post), of_reply=reply, of_objection=objection)


def snoozes_of_reports() -> QuerySet:
    """Return what puts a report off, for a subquery."""
    reply, objection = _whole(OuterRef("reply")), _whole(OuterRef("objection"))
    return snoozes_of(post="post", reply=reply, objection=objection)


def waiting_count() -> int:
    """Return how many texts and answers wait for a decision and are not put off. One query."""
    reports = Report.objects.filter(~Exists(snoozes_of_reports()), decision=None)
    reports = reports.order_by().values_list("post", _whole("reply"), _whole("objection"))
    posts = Post.objects.filter(~Exists(snoozes_of(post="pk")), state=State.PENDING)
    put_off = snoozes_of(post="post", reply=OuterRef("pk"))
    replies = Reply.objects.filter(~Exists(put_off), state=State.PENDING)
    appeals = Appeal.objects.filter(decision=None)
    others = [rows.order_by().values_list("pk", NONE, NONE) for rows in (posts, replies, appeals)]
    return reports.distinct().union(*others, all=True).count()


def _whole(column: Any) -> Coalesce:
    return Coalesce(column, 0, output_field=IntegerField())
