"""What the masthead says of the queue."""

from moderation.models import Report


def open_report_count() -> int:
    """Return how many texts wait for a decision. One query."""
    waiting = Report.objects.filter(decision=None).order_by()
    return waiting.values("post", "reply", "objection").distinct().count()
