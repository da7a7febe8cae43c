"""What is forgotten of notices, so that nothing grows for ever."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from notifications.models import Happening, Notification

# What was read is kept for a year; of what could not be told in a week nobody wants to know.
KEPT = timedelta(days=365)
TRIES = timedelta(days=7)
# What a worker did stands in its table for a day.
WORKED = timedelta(days=1)
BATCH = 500


def sweep() -> int:
    """Forget what is over, some hundreds at a time, and return how many notices that were."""
    now = timezone.now()
    read = Notification.objects.filter(read_at__lt=now - KEPT)
    # Told just as its reader left.
    gone = Notification.objects.filter(person__left_at__isnull=False)
    swept = _delete(read) + _delete(gone)
    Happening.objects.filter(due_at__lt=now - TRIES).delete()
    # A worker that was killed leaves a task that is never finished.
    DBTaskResult.objects.filter(
        Q(finished_at__lt=now - WORKED) | Q(finished_at=None, started_at__lt=now - WORKED)
    ).delete()
    return swept


def _delete(rows: QuerySet) -> int:
    deleted = 0
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        deleted += Notification.objects.filter(pk__in=ids).delete()[0]
    return deleted
