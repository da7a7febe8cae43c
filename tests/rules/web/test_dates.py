"""Moments as readers see them: whose hour it is stands beside every hour."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from web.dates import day, is_same_day, iso, minute, month, soon

NOW = datetime(2026, 11, 29, 5, 58, 30, tzinfo=UTC)
# A moment, a zone, and how it reads there; the clocks of Vienna change on 29 March and 25 October.
MOMENTS = [
    ("2026-11-29T06:58", "UTC", "29 November, 06:58 UTC"),
    ("2026-11-29T06:58", "Europe/Vienna", "29 November, 07:58 CET"),
    ("2026-11-29T06:58", "Asia/Kolkata", "29 November, 12:28 IST"),
    ("2026-11-29T06:58", "Asia/Kathmandu", "29 November, 12:43 UTC+05:45"),
    ("2026-11-29T06:58", "America/Sao_Paulo", "29 November, 03:58 UTC-03:00"),
    ("2026-11-29T06:58", "Pacific/Kiritimati", "29 November, 20:58 UTC+14:00"),
    ("2026-11-29T06:58", "America/Los_Angeles", "28 November, 22:58 PST"),
    # Into summer: an hour is missing.
    ("2026-03-29T00:59", "Europe/Vienna", "29 March, 01:59 CET"),
    ("2026-03-29T01:00", "Europe/Vienna", "29 March, 03:00 CEST"),
    # Out of it: an hour comes twice, and only the zone tells them apart.
    ("2026-10-25T00:30", "Europe/Vienna", "25 October, 02:30 CEST"),
    ("2026-10-25T01:30", "Europe/Vienna", "25 October, 02:30 CET"),
    ("2026-07-01T12:00", "Europe/London", "1 July, 13:00 BST"),
    ("2026-07-01T12:00", "America/St_Johns", "1 July, 09:30 NDT"),
    # Where a day or a year ends, it ends as the reader has it.
    ("2026-11-29T23:30", "Europe/Vienna", "30 November, 00:30 CET"),
    ("2026-12-31T23:30", "Europe/Vienna", "1 January 2027, 00:30 CET"),
    ("2026-01-01T02:00", "America/New_York", "31 December 2025, 21:00 EST"),
    ("2027-01-01T00:00", "UTC", "1 January 2027, 00:00 UTC"),
]
# How a moment reads that is near, as the clock stands at NOW.
NEAR = [
    ("2026-11-29T06:58", "UTC", "06:58 UTC"),
    ("2026-11-29T23:59", "UTC", "23:59 UTC"),
    ("2026-11-30T00:00", "UTC", "00:00 UTC on 30 November"),
    ("2026-11-29T23:59", "Asia/Tokyo", "08:59 JST on 30 November"),
    # There it is still yesterday.
    ("2026-11-29T06:58", "Pacific/Honolulu", "20:58 HST"),
    ("2026-11-29T10:30", "Pacific/Honolulu", "00:30 HST on 29 November"),
]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(("moment", "zone", "reads"), MOMENTS)
def test_a_moment_names_its_zone(moment: str, zone: str, reads: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert minute(at(moment)) == reads
        assert reads.startswith(day(at(moment)) + ",")
    assert iso(at(moment)) == f"{moment}Z"


@pytest.mark.parametrize(("moment", "zone", "reads"), NEAR)
def test_a_near_moment_needs_no_day(moment: str, zone: str, reads: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert soon(at(moment)) == reads


def test_a_day_is_the_readers() -> None:
    late, early = datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
    assert not is_same_day(late, early)
    with timezone.override(ZoneInfo("Asia/Kathmandu")):
        assert is_same_day(late, early)
    assert not is_same_day(late, late.replace(year=2025))


def test_a_month_has_its_year() -> None:
    assert month(date(2026, 3, 31)) == "March 2026"
