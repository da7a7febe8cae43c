"""What a line of the log does to many replies at once, and takes back: all by the database.

Each reply gets what it would get alone: its line, a part of the one for all; the notice to its
writer; its state; and what reports and answers waited for is settled.
"""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from accounts.models import User
from forum.actions.states import set_reply_states
from forum.locks import lock_posts
from forum.models import Reply, State
from forum.sql import insert_from
from moderation.actions.log import tell
from moderation.models import Appeal, LogAct, LogEntry, Report
from moderation.targets import HIDDEN, REMOVABLE


def hide_beneath(reply: Reply, entry: LogEntry) -> None:
    """Hide all public replies beneath one that `entry` hides, its post locked."""
    lines = LogEntry.objects.filter(part_of=entry, act=LogAct.HIDE)
    insert_from(
        LogEntry,
        reply.get_descendants().filter(state__in=REMOVABLE).order_by("lft"),
        act=LogAct.HIDE,
        actor=entry.actor_id,
        post=F("post"),
        reply=F("pk"),
        person=F("author"),
        was=F("state"),
        reason=entry.reason,
        created_at=timezone.now(),
        part_of=entry.pk,
    )
    tell(lines)
    # A line decides on one answer; there is no second one to what is held back once.
    waiting = Appeal.objects.filter(
        decision=None,
        entry__act=LogAct.AUTO_HIDE,
        entry__objection=None,
        entry__post=OuterRef("post"),
        entry__reply=OuterRef("reply"),
    )
    latest = Subquery(waiting.order_by("-pk").values("pk")[:1])
    held = lines.filter(was=State.AUTO_HIDDEN).annotate(latest=latest)
    mine = lines.filter(reply__log__appeal=OuterRef("pk")).values("pk")[:1]
    Appeal.objects.filter(pk__in=held.values("latest")).update(decision=Subquery(mine))
    set_reply_states(replies=_replies_of(lines), state=State.HIDDEN, reason=entry.reason)
    about = lines.filter(reply=OuterRef("reply")).order_by()
    Report.objects.filter(
        post=entry.post_id,
        objection=None,
        decision=None,
        reply__in=lines.order_by().values("reply"),
    ).update(decision=Subquery(about.values("pk")[:1]))


def restore_parts(*, moderator: User, entry: LogEntry, undone: LogEntry) -> int:
    """Show again the replies that parts of `entry` hid, each by a part of `undone`.

    What reports had hidden before is held back again; their reports wait again. Returns how many:
    not those on which there was another decision since. As many statements for ten as for
    thousands; some more for each essay in which they are. `undone` has no other parts yet. Raises
    what `lock_posts` raises.
    """
    hid = entry.parts.filter(hidden_replies(), reversed_by=None)
    posts = hid.order_by().values_list("reply__post", flat=True).distinct()
    locked = lock_posts(viewer=moderator, ids=posts)
    if not locked:
        return 0
    held_back = Q(was=State.AUTO_HIDDEN)
    stands = Q(reply__state__in=HIDDEN, reply__essay=None, reply__post__in=locked)
    count = insert_from(
        LogEntry,
        hid.filter(stands).exclude(held_back, reply__state=State.AUTO_HIDDEN).order_by("pk"),
        act=Case(When(held_back, then=Value(LogAct.REOPEN)), default=Value(LogAct.RESTORE)),
        actor=moderator.pk,
        post=F("reply__post"),
        reply=F("reply"),
        person=F("reply__author"),
        reason=undone.reason,
        created_at=timezone.now(),
        part_of=undone.pk,
        reverses=F("pk"),
    )
    lines = LogEntry.objects.filter(part_of=undone)
    tell(lines)
    taken_back = lines.filter(reverses__appeal=OuterRef("pk")).order_by().values("pk")[:1]
    answered = Appeal.objects.filter(decision=None, entry__reversed_by__part_of=undone)
    answered.update(decision=Subquery(taken_back))
    reopened = {
        "decision__reversed_by__part_of": undone,
        "decision__reversed_by__act": LogAct.REOPEN,
    }
    Appeal.objects.filter(**reopened).update(decision=None)
    for act, state in ((LogAct.RESTORE, State.VISIBLE), (LogAct.REOPEN, State.AUTO_HIDDEN)):
        set_reply_states(replies=_replies_of(lines.filter(act=act)), state=state, reason="")
    _reopen_reports(lines)
    return count


def hidden_replies() -> Q:
    """Return the lines that each say that a reply was hidden."""
    return Q(act=LogAct.HIDE, reply__isnull=False, objection=None)


def _reopen_reports(lines: QuerySet[LogEntry]) -> None:
    """Let reports wait again, but for those made anew since, whose decisions `lines` take back."""
    made_anew = Report.objects.filter(
        post=OuterRef("decision__post"),
        reply=OuterRef("decision__reply"),
        objection=None,
        reporter=OuterRef("reporter"),
        decision=None,
    )
    settled = Report.objects.filter(decision__in=lines.order_by().values("reverses"))
    settled.filter(~Exists(made_anew)).update(decision=None, answer="", answer_seen_at=None)


def _replies_of(lines: QuerySet[LogEntry]) -> QuerySet[Reply]:
    return Reply.objects.filter(pk__in=lines.order_by().values("reply"))
