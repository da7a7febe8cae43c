"""Deciding on what somebody answered to a decision that concerns them."""

from django.db import transaction

from accounts.models import User
from moderation.actions.appeals import lock_appeal, stand_by
from moderation.models import LogAct, LogEntry
from staff.actions.inverses import INVERSES


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
