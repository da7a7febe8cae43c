"""A decision on a report that strikes the objections of the reply as well."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from critiques.actions.curation import strike
from critiques.models import Objection
from moderation.actions.decisions import decide
from moderation.models import LogEntry


def decide_and_strike(
    *,
    moderator: User,
    decision: str,
    reason: str,
    post_id: int | None,
    reply_id: int | None,
    strike_numbers: Iterable[int],
) -> LogEntry:
    """Decide, and strike these of the objections that the reply raised; both or neither.

    Raises what `decide` and `strike` raise.
    """
    with transaction.atomic():
        entry = decide(
            moderator=moderator,
            decision=decision,
            reason=reason,
            post_id=post_id,
            reply_id=reply_id,
        )
        raised = Objection.objects.filter(raised_in=reply_id, number__in=list(strike_numbers))
        for objection in raised if decision == "remove" else ():
            strike(
                moderator=moderator,
                post_id=objection.post_id,
                number=objection.number,
                reason=reason,
            )
    return entry
