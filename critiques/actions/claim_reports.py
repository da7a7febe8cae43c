"""Reporting the claim of an objection by itself, and deciding on that."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from critiques.actions.curation import check_strikable, note, strike
from critiques.locks import lock_objection
from critiques.models import Objection
from forum.models import State
from moderation.actions.decisions import DECISIONS, answer_reporters, check_decision, clean_answer
from moderation.actions.log import check_moderator, clean_reason
from moderation.actions.reports import check_may_report, file_report
from moderation.models import LogAct, LogEntry, Report


def report_claim(
    *, reporter: User, post_id: int, number: int, reason: str, seen: str = ""
) -> Report:
    """Tell the moderators of an objection's claim as it is put now; the reason may be empty.

    `seen` is `mark_of` what the reporter has before them, where that is known. Whoever reports it
    again, while that waits, may give another reason. Raises PermissionDenied (suspended, or one's
    own claim), ValidationError (code `conflict` where it is put otherwise now), or
    Objection.DoesNotExist.
    """
    check_may_report(reporter)
    reason = clean_reason(reason)
    with transaction.atomic():
        objection = lock_objection(viewer=reporter, post_id=post_id, number=number)
        check_claim_reportable(reporter, objection)
        if seen not in ("", mark_of(objection)):
            raise ValidationError(
                gettext(
                    "Its wording was changed while you were reading. Look at it again; if that is "
                    "against the rules too, send the report again."
                ),
                code="conflict",
            )
        return file_report(reporter, reason, _where(objection) | {"claim": objection.claim})


def check_claim_reportable(reporter: User, objection: Objection) -> None:
    """Raise PermissionDenied, or ValidationError, unless `reporter` may report this claim."""
    check_may_report(reporter)
    check_right(reporter, "critiques.report_claim", objection)
    if objection.struck_at or objection.raised_in.state == State.HIDDEN:
        raise ValidationError(gettext("This was removed already; there is nothing to report."))


def mark_of(objection: Objection) -> str:
    """Return what tells this wording of a claim from others, and nothing of its words."""
    words = f"{objection.pk} {objection.claim}"
    return salted_hmac("critiques.claim_reports", words).hexdigest()


def decide_on_claim(
    *,
    moderator: User,
    post_id: int,
    number: int,
    decision: str,
    reason: str,
    answer: str = "",
    **line: Any,
) -> LogEntry:
    """Settle all open reports on a claim at once; `remove` strikes the objection.

    `answer` is one line to who reported it; `line` are other fields of the line in the log.
    Raises PermissionDenied, Objection.DoesNotExist, or ValidationError (code `conflict` where
    nothing waits).
    """
    check_moderator(moderator)
    answer = clean_answer(answer)
    by = {"moderator": moderator, "post_id": post_id, "number": number, "reason": reason}
    with transaction.atomic():
        objection = lock_objection(viewer=moderator, post_id=post_id, number=number)
        check_claim_decidable(objection, decision)
        line |= {"revision": _reported_version(objection)}
        if DECISIONS[decision] == LogAct.HIDE:
            entry = strike(**by, **line)
        else:
            entry = note(DECISIONS[decision], objection, moderator, reason, **line)
            _waiting(objection).update(decision=entry)
        answer_reporters(entry, answer)
    return entry


def check_claim_decidable(objection: Objection, decision: str) -> None:
    """Raise ValidationError unless this can be decided of a claim whose post is locked."""
    check_decision(decision)
    if not _waiting(objection).exists():
        raise ValidationError(gettext("Somebody has decided on this already."), "conflict")
    if DECISIONS[decision] == LogAct.HIDE:
        check_strikable(objection)


def _waiting(objection: Objection) -> QuerySet[Report]:
    return Report.objects.filter(**_where(objection), decision=None)


def _reported_version(objection: Objection) -> int | None:
    """Return the number of the earlier wording that all who report a claim mean, if it is kept."""
    meant = set(_waiting(objection).order_by().values_list("claim", flat=True).distinct())
    if len(meant) > 1 or meant <= {objection.claim, ""}:
        return None
    versions = objection.versions.filter(text__in=meant).order_by("-number")
    return versions.values_list("number", flat=True).first()


def _where(objection: Objection) -> dict[str, object]:
    return {"post": objection.post, "reply": None, "objection": objection.number}
