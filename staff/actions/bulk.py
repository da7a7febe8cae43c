"""One decision on many things of the queue at once."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from critiques.actions.claim_reports import check_claim_decidable, decide_on_claim
from critiques.locks import lock_objection
from moderation.actions.approval import approve, check_waits, reject
from moderation.actions.decisions import DECISIONS, check_decidable, check_decision, decide
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry
from moderation.targets import lock_target
from staff.queue.keys import Key, in_lock_order

APPROVALS = {"approve": LogAct.APPROVE, "reject": LogAct.REJECT}


class BulkOutcome(NamedTuple):
    """The line for all of it, what was decided, and what was not, each with why."""

    entry: LogEntry
    done: list[Key]
    refused: list[tuple[Key, str]]


def decide_many(
    *, moderator: User, decision: str, reason: str, keys: list[Key], answer: str = ""
) -> BulkOutcome:
    """Decide the same on many texts and claims: all that can be are, the others are named.

    `decision` is a key of DECISIONS, or of APPROVALS for newcomers' texts. The log gets one line
    for all and one for each, its parts; where only one is left, the line of that one. `answer` is
    one line to who reported any of them. Raises PermissionDenied, or ValidationError (no reason,
    nothing chosen, or more than fifty; code `conflict` where none could be decided).
    """
    check_moderator(moderator)
    if decision not in APPROVALS:
        check_decision(decision)
    if not keys:
        raise ValidationError(gettext("Choose what to decide on first."))
    with transaction.atomic():
        found = [(key, _refusal(moderator, key, decision)) for key in in_lock_order(keys)]
        done = [key for key, why in found if not why]
        refused = [(key, why) for key, why in found if why]
        if not done:
            reasons = dict.fromkeys(why for _, why in refused)
            raise ValidationError([ValidationError(each, "conflict") for each in reasons])
        by = {"moderator": moderator, "reason": reason}
        act = _act(decision, answer)
        if len(done) == 1:
            return BulkOutcome(act(done[0], **by), done, refused)
        kind = (DECISIONS | APPROVALS)[decision]
        whole = write_log(act=kind, actor=moderator, reason=reason, count=len(done))
        for key in done:
            act(key, **by, part_of=whole)
    return BulkOutcome(whole, done, refused)


def _refusal(moderator: User, key: Key, decision: str) -> str:
    """Lock its post, and return why this cannot be decided on; empty where it can."""
    try:
        if key.objection is not None:
            where = {"post_id": key.post, "number": key.objection}
            check_claim_decidable(lock_objection(viewer=moderator, **where), decision)
        else:
            target = lock_target(viewer=moderator, post_id=key.post, reply_id=key.reply)
            check_waits(target) if decision in APPROVALS else check_decidable(target, decision)
    except ObjectDoesNotExist:
        return gettext("It is gone.")
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _act(decision: str, answer: str) -> Callable[..., LogEntry]:
    def act(key: Key, **by: Any) -> LogEntry:
        text = {"post_id": key.post, "reply_id": key.reply}
        if decision in APPROVALS:
            return (approve if decision == "approve" else reject)(**text, **by)
        by |= {"decision": decision, "answer": answer}
        if key.objection is not None:
            return decide_on_claim(post_id=key.post, number=key.objection, **by)
        return decide(**text, **by)

    return act
