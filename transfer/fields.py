"""Times as a discussion file has them."""

from datetime import UTC, datetime


def time_of(moment: datetime | None) -> str | None:
    """Return a time in UTC, ISO 8601, like 2026-01-01T09:00:00Z; microseconds where it has any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
