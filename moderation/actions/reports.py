"""Reporting a text to the moderators."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from forum.limits import check_rate
from forum.models import State
from moderation.actions.holds import hold_back_if_due
from moderation.actions.log import clean_reason
from moderation.models import Report
from moderation.targets import Target, lock_target


def report(
    *,
    reporter: User,
    reason: str,
    post_id: int | None = None,
    reply_id: int | None = None,
    revision: int | None = None,
) -> Report:
    """Tell the moderators of a wording of a reply or an essay; the reason may be empty.

    `revision` is the wording that the reporter has before them; the present one where it is not
    given, or is none that they may read. The third of those who are believed holds the text back.
    Needs no confirmed address. Whoever reports a wording again, while that waits, may give another
    reason; it stays one report. Raises PermissionDenied (suspended, or one's own text),
    ValidationError, or ObjectDoesNotExist.
    """
    check_may_report(reporter)
    reason = clean_reason(reason)
    with transaction.atomic():
        target = lock_target(viewer=reporter, post_id=post_id, reply_id=reply_id)
        check_reportable(reporter, target)
        read = target.item.revisions.readable_by(reporter).filter(number=revision).exists()
        meant = {"revision": revision if read else target.item.revision}
        filed = file_report(reporter, reason, target.where | meant)
        hold_back_if_due(target)
    return filed


def file_report(reporter: User, reason: str, meant: dict[str, Any]) -> Report:
    """Add a report, or give the one that waits another reason; the post must be locked.

    `meant` is a text or a claim, and which wording of it, as fields of a report.
    """
    report = Report.objects.filter(**meant, reporter=reporter, decision=None).first()
    if report is None:
        made = Report.objects.filter(reporter=reporter)
        check_rate(what="reports", user=reporter, made=made, at="created_at")
        return Report.objects.create(**meant, reporter=reporter, reason=reason)
    if reason:
        report.reason = reason
        report.save(update_fields=["reason"])
    return report


def check_reportable(reporter: User, target: Target) -> None:
    """Raise PermissionDenied, or ValidationError, unless `reporter` may report this text."""
    check_may_report(reporter)
    check_right(reporter, "moderation.report_this", target)
    if target.item.state != State.VISIBLE:
        raise ValidationError(gettext("This is not public any more; there is nothing to report."))


def check_may_report(reporter: User) -> None:
    """Raise PermissionDenied for a visitor and for who is suspended."""
    check_right(reporter, "moderation.report")
