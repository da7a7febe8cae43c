"""What critics say by clicks alone, day by day."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Q, QuerySet

from critiques.models import HolderEvent


def clicks() -> QuerySet[HolderEvent]:
    """Return what was said by clicks without a line, by those who are still here."""
    bare = HolderEvent.objects.filter(reply=None, text="", user__left_at=None)
    return bare.order_by("created_at", "pk")


def within(day: int) -> Q:
    """Return what was said on a day (UTC), counted as Python’s dates count."""
    first = date.fromordinal(day)
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return Q(created_at__gte=begin, created_at__lt=begin + timedelta(days=1))


def day_of(moment: datetime) -> int:
    """Return the day of a moment, counted so."""
    return moment.astimezone(UTC).toordinal()
