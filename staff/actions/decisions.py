"""Decisions that take several apps: on reports of what raised objections, and on answers."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from critiques.actions.curation import strike
from critiques.models import Objection
from moderation.actions.appeals import lock_appeal, stand_by
from moderation.actions.decisions import decide
from moderation.models import LogAct, LogEntry
from staff.actions.inverses import INVERSES


def decide_and_strike(
    *,
    moderator: User,
    decision: str,
    reason: str,
    reply_id: int | None,
    strike_numbers: Iterable[int],
    **details: Any,
) -> LogEntry:
    """Decide, and strike these of the objections that the reply raised; both or neither.

    One undo takes back both; `details` are further arguments of `decide`. Raises what `decide` and
    `strike` raise.
    """
    by = {"moderator": moderator, "reason": reason}
    with transaction.atomic():
        entry = decide(**by, decision=decision, reply_id=reply_id, **details)
        raised = Objection.objects.filter(raised_in=reply_id, number__in=list(strike_numbers))
        for objection in raised if decision == "remove" else ():
            strike(**by, post_id=objection.post_id, number=objection.number, part_of=entry)
    return entry


def decide_appeal(*, moderator: User, appeal_id: int, uphold: bool, reason: str) -> LogEntry:
    """Let an answered decision stand (`uphold`), or take it back; return the line that says so.

    Of what was done to many at once only what concerns the writer is taken back. Raises
    PermissionDenied (not a moderator, one's own answer, or one's own decision where another
    moderator could look at it), Appeal.DoesNotExist, or ValidationError (no reason; code
    `conflict` where it was decided already).
    """
    if uphold:
        return stand_by(moderator=moderator, appeal_id=appeal_id, reason=reason)
    with transaction.atomic():
        entry = lock_appeal(moderator=moderator, appeal_id=appeal_id).entry
        return INVERSES[LogAct(entry.act)](moderator=moderator, entry=entry, reason=reason)
