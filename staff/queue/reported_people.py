"""Who reports, and whose text it is, as moderators see them."""

from django.utils import timezone
from django.utils.timesince import timesince

from accounts.models import User
from forum.models import Post
from moderation.models import Report
from staff.queue.facts import Facts


def first_reason(reports: list[Report]) -> str:
    """Return the latest reason that somebody gave; empty where nobody did."""
    return next((report.reason for report in reversed(reports) if report.reason), "")


def why(report: Report, post: Post, facts: Facts) -> tuple[str, str]:
    """Return who reports, and what they say: their part in the discussion and their reason."""
    part = "has no part in the discussion"
    if report.reporter_id == post.author_id:
        part = "wrote the essay"
    elif (post.pk, report.reporter_id) in facts.took_part:
        part = "takes part in the discussion"
    says = f"reports: {report.reason}" if report.reason else "reports, without a reason"
    return report.reporter.shown_name, f"({part}) {says}"


def person(writer: User, facts: Facts) -> str:
    """Return what moderators see of who wrote what waits."""
    since = timesince(writer.date_joined, timezone.now(), depth=1)
    written, warned = facts.written.get(writer.pk, 0), facts.warned.get(writer.pk, 0)
    replies = f"{written} {'reply' if written == 1 else 'replies'}"
    told = f"{warned} earlier {'decision' if warned == 1 else 'decisions'} against"
    return f"joined {since} ago, {replies}, {f'{told} them' if warned else 'no warnings'}"
