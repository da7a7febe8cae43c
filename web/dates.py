"""Dates as readers see them, in their own zone and language.

An hour never stands without the zone's name.
"""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.translation import get_language, gettext, pgettext


def day(moment: datetime) -> str:
    """Return the day, “2 March”, with the year where it is not the present one."""
    # Pages have hundreds of them: the zone is asked for once.
    zone = timezone.get_current_timezone()
    local = moment.astimezone(zone)
    if local.year != datetime.now(zone).year:
        return day_and_year(moment)
    return _day_in(get_language(), local.month, local.day)


@cache
def _day_in(language: str, month: int, day: int) -> str:
    """Return a day of the year in the language of who reads: pages name the same by the dozen."""
    return pgettext("date", "%(day)d %(month)s") % {"day": day, "month": MONTHS_ALT[month]}


def day_and_year(moment: datetime) -> str:
    """Return the day with its year, whichever that is: “2 March 2026”."""
    return pgettext("date", "%(day)d %(month)s %(year)d") % _parts(timezone.localtime(moment))


def _parts(local: datetime) -> dict[str, Any]:
    # Months as they stand beside a day: some languages have a case of their own for that.
    return {"day": local.day, "month": MONTHS_ALT[local.month], "year": local.year}


def month(of: date) -> str:
    """Return the month of a date: “March 2026”."""
    parts = {"month": MONTHS[of.month], "year": of.year}
    return pgettext("date", "%(month)s %(year)d") % parts


def is_same_day(one: datetime, other: datetime) -> bool:
    """Whether `day` says the same of two moments."""
    zone = timezone.get_current_timezone()
    return one.astimezone(zone).date() == other.astimezone(zone).date()


def minute(moment: datetime) -> str:
    """Return the day, the time of day and whose it is: “2 March, 14:05 CET”."""
    return pgettext("date", "%(day)s, %(time)s") % {"day": day(moment), "time": _time(moment)}


def soon(moment: datetime) -> str:
    """Return the same for a moment that is near: “14:05 CET”, with “on 3 March” if not today."""
    is_today = timezone.localdate(moment) == timezone.localdate()
    if is_today:
        return _time(moment)
    return gettext("%(time)s on %(day)s") % {"time": _time(moment), "day": day(moment)}


def iso(moment: datetime) -> str:
    """Return the moment for machines, in UTC: 2026-03-02T14:05Z."""
    # A page has hundreds: this is many times as fast as a pattern.
    return moment.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")


def _time(moment: datetime) -> str:
    local = timezone.localtime(moment)
    name, offset = f"{local:%Z}", f"{local:%z}"
    # Zones that have no short name are called by their distance: “UTC+05:45”.
    zone = name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
    return pgettext("time of day", "%(time)s %(zone)s") % {"time": f"{local:%H:%M}", "zone": zone}
