"""Writing the log."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rules import is_suspended
from forum.actions.kinds import REASON
from forum.models import Post, Reply, State
from forum.sources import clean_line
from forum.sql import insert_from
from moderation.models import REASON_LIMIT, Appeal, LogAct, LogEntry, Notice, told
from moderation.signals import logged


def check_moderator(actor: User) -> None:
    """Raise PermissionDenied unless `actor` is a moderator, and not suspended."""
    if getattr(actor, "is_moderator", False) and is_suspended(actor):
        raise PermissionDenied(
            gettext("You can’t moderate %(until)s.") % {"until": actor.suspended_for}
        )
    check_right(actor, "moderation.moderate")


def clean_reason(reason: str) -> str:
    """Return a reason on one line; it may be empty.

    Raises ValidationError where it is longer than 500 characters or holds half a character.
    """
    return clean_line(reason, limit=REASON_LIMIT, what=REASON)


def write_log(*, act: LogAct, actor: User | None, reason: str, **what: Any) -> LogEntry:
    """Add a line to the log and return it; `what` are other fields of LogEntry.

    The `person` concerned gets a notice, unless they did it themselves; an answer of theirs that
    waits is settled where what they answered is taken back, or decided on after reports had held
    it back. Without an `actor` the site itself did it. To be called inside the transaction that
    does what the line says. Raises ValidationError where the reason is missing or `clean_reason`
    refuses it, or where what it `reverses` was taken back already.
    """
    reason = clean_reason(reason)
    if not reason:
        raise ValidationError(gettext("Give a reason; it stands in the public log."))
    reverses = what.get("reverses")
    if reverses is not None and LogEntry.objects.filter(reverses=reverses).exists():
        raise ValidationError(gettext("This was taken back already."), code="conflict")
    entry = LogEntry.objects.create(act=act, actor=actor, reason=reason, **what)
    tell(LogEntry.objects.filter(pk=entry.pk))
    _settle_answers(entry)
    logged.send(LogEntry, entry=entry)
    return entry


def tell(lines: QuerySet[LogEntry]) -> None:
    """Give notice of new lines to whom they concern; one statement."""
    concerning = lines.filter(told()).order_by("pk")
    insert_from(Notice, concerning, entry=F("pk"), person=F("person"))


def last_of(
    act: LogAct, *, post: Post, reply: Reply | None = None, objection: int | None = None
) -> LogEntry | None:
    """Return the latest line that says `act` was done to this and that nobody took back."""
    # A reply may have been beneath another post then.
    what = {"reply": reply} if reply else {"post": post, "reply": None}
    what["objection"] = objection
    # What takes something back itself is over with that.
    entries = LogEntry.objects.filter(act=act, reverses=None, reversed_by=None, **what)
    return entries.order_by("-created_at", "-pk").first()


def _settle_answers(entry: LogEntry) -> None:
    waiting = Appeal.objects.filter(decision=None)
    if entry.reverses is not None:
        waiting.filter(entry=entry.reverses).update(decision=entry)
        if entry.act == LogAct.REOPEN:
            Appeal.objects.filter(decision=entry.reverses).update(decision=None)
    elif entry.was == State.AUTO_HIDDEN:
        where = {"entry__post": entry.post, "entry__reply": entry.reply}
        held = waiting.filter(**where, entry__act=LogAct.AUTO_HIDE, entry__objection=None)
        # A line decides on one answer; there is no second one to what is held back once.
        Appeal.objects.filter(pk__in=held.order_by("-pk").values("pk")[:1]).update(decision=entry)
