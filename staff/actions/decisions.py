"""A decision on a report that strikes the objections of the reply as well."""

from collections.abc import Iterable
from typing import Any

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
