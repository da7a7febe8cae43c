"""Reporting a text to the moderators."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.permissions import check_right
from forum.limits import check_rate
from forum.models import State
from moderation.actions.holds import hold_back_if_due
from moderation.actions.log import clean_reason
from moderation.models import Report
from moderation.targets import lock_target


def report(
    *, reporter: User, reason: str, post_id: int | None = None, reply_id: int | None = None
) -> Report:
    """Tell the moderators of a reply or an essay; the reason may be empty.

    The third of those who are believed holds it back. Needs no confirmed address. Whoever reports
    again, while it waits, may give another reason; it stays one report. Raises PermissionDenied
    (suspended, or one's own text), ValidationError, or ObjectDoesNotExist.
    """
    check_may_report(reporter)
    reason = clean_reason(reason)
    with transaction.atomic():
        target = lock_target(viewer=reporter, post_id=post_id, reply_id=reply_id)
        check_right(reporter, "moderation.report_this", target)
        if target.item.state != State.VISIBLE:
            raise ValidationError("This is not public any more; there is nothing to report.")
        filed = file_report(reporter, reason, target.where)
        hold_back_if_due(target)
    return filed


def file_report(reporter: User, reason: str, where: dict[str, Any]) -> Report:
    """Add a report, or give the one that waits another reason; the post must be locked."""
    report = Report.objects.filter(**where, reporter=reporter, decision=None).first()
    if report is None:
        made = Report.objects.filter(reporter=reporter)
        check_rate(what="reports", user=reporter, made=made, at="created_at")
        return Report.objects.create(**where, reporter=reporter, reason=reason)
    if reason:
        report.reason = reason
        report.save(update_fields=["reason"])
    return report


def check_may_report(reporter: User) -> None:
    """Raise PermissionDenied for a visitor and for who is suspended."""
    check_right(reporter, "moderation.report")
