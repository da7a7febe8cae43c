"""Dates as readers see them, in their own zone."""

from datetime import UTC, datetime

from django.utils import timezone


def day(moment: datetime) -> str:
    """Return the day, “2 March”, with the year where it is not the present one."""
    zone = timezone.get_current_timezone()
    local = moment.astimezone(zone)
    text = f"{local.day} {local:%B}"
    return text if local.year == timezone.now().astimezone(zone).year else f"{text} {local.year}"


def minute(moment: datetime) -> str:
    """Return the day and the time of day: “2 March, 14:05”."""
    return f"{day(moment)}, {timezone.localtime(moment):%H:%M}"


def iso(moment: datetime) -> str:
    """Return the moment for machines, in UTC: 2026-03-02T14:05Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
