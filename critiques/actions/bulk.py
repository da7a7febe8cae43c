"""One decision on many reported texts at once."""

from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from accounts.models import User
from critiques.actions.claim_reports import check_claim_decidable, decide_on_claim
from critiques.keys import Key, in_lock_order
from critiques.locks import lock_objection
from moderation.actions.decisions import (
    DECISIONS,
    check_decidable,
    check_decision,
    decide,
)
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogEntry
from moderation.targets import lock_target


class Outcome(NamedTuple):
    """The line for all of it, what was decided, and what was not, each with why."""

    entry: LogEntry
    done: list[Key]
    refused: list[tuple[Key, str]]


def decide_many(
    *, moderator: User, decision: str, reason: str, keys: list[Key], answer: str = ""
) -> Outcome:
    """Decide the same on many texts and claims: all that can be are, the others are named.

    The log gets one line for all and one for each, its parts; where only one is left, the line of
    that one. `answer` is one line to who reported any of them. Raises PermissionDenied, or
    ValidationError (no reason, nothing chosen; code `conflict` where none could be decided).
    """
    check_moderator(moderator)
    check_decision(decision)
    if not keys:
        raise ValidationError("Choose what to decide on first.")
    with transaction.atomic():
        found = [(key, _refusal(moderator, key, decision)) for key in in_lock_order(keys)]
        done = [key for key, why in found if not why]
        refused = [(key, why) for key, why in found if why]
        if not done:
            reasons = dict.fromkeys(why for _, why in refused)
            raise ValidationError([ValidationError(each, "conflict") for each in reasons])
        by = {"moderator": moderator, "decision": decision, "reason": reason, "answer": answer}
        if len(done) == 1:
            return Outcome(_decide(done[0], **by), done, refused)
        act = DECISIONS[decision]
        whole = write_log(act=act, actor=moderator, reason=reason, count=len(done))
        for key in done:
            _decide(key, **by, part_of=whole)
    return Outcome(whole, done, refused)


def _refusal(moderator: User, key: Key, decision: str) -> str:
    """Lock its post, and return why this cannot be decided on; empty where it can."""
    try:
        if key.objection is not None:
            where = {"post_id": key.post, "number": key.objection}
            check_claim_decidable(lock_objection(viewer=moderator, **where), decision)
        else:
            where = {"post_id": key.post, "reply_id": key.reply}
            check_decidable(lock_target(viewer=moderator, **where), decision)
    except ObjectDoesNotExist:
        return "It is gone."
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _decide(key: Key, **by: Any) -> LogEntry:
    if key.objection is not None:
        return decide_on_claim(post_id=key.post, number=key.objection, **by)
    return decide(post_id=key.post, reply_id=key.reply, **by)
