"""Dates as readers see them, in their own zone; an hour never stands without the zone's name."""

from datetime import UTC, datetime

from django.utils import timezone

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def day(moment: datetime) -> str:
    """Return the day, “2 March”, with the year where it is not the present one."""
    zone = timezone.get_current_timezone()
    local = moment.astimezone(zone)
    text = f"{local.day} {_MONTHS[local.month - 1]}"
    return text if local.year == datetime.now(zone).year else f"{text} {local.year}"


def is_same_day(one: datetime, other: datetime) -> bool:
    """Whether `day` says the same of two moments."""
    zone = timezone.get_current_timezone()
    return one.astimezone(zone).date() == other.astimezone(zone).date()


def minute(moment: datetime) -> str:
    """Return the day, the time of day and whose it is: “2 March, 14:05 CET”."""
    return f"{day(moment)}, {_time(moment)}"


def soon(moment: datetime) -> str:
    """Return the same for a moment that is near: “14:05 CET”, with “on 3 March” if not today."""
    is_today = timezone.localdate(moment) == timezone.localdate()
    return _time(moment) if is_today else f"{_time(moment)} on {day(moment)}"


def iso(moment: datetime) -> str:
    """Return the moment for machines, in UTC: 2026-03-02T14:05Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _time(moment: datetime) -> str:
    local = timezone.localtime(moment)
    name, offset = f"{local:%Z}", f"{local:%z}"
    # Zones that have no short name are called by their distance: “UTC+05:45”.
    zone = name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{local:%H:%M} {zone}"
