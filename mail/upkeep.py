"""What is forgotten of mail, so that nothing grows for ever."""

from datetime import timedelta

from django.utils import timezone

from mail.models import OutboxMail

# Longer than anything is tried, or comes together.
KEPT = timedelta(days=30)
BATCH = 500


def sweep() -> int:
    """Forget mails that were done with a month ago, some hundreds at a time; return how many."""
    swept = 0
    old = OutboxMail.objects.filter(closed_at__lt=timezone.now() - KEPT).order_by("closed_at")
    while found := list(old.values_list("pk", flat=True)[:BATCH]):
        swept += OutboxMail.objects.filter(pk__in=found).delete()[0]
    return swept
