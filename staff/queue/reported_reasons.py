"""What the log is told where a moderator gives no reason, to be seen before it is."""

from staff.queue.ways import REASONS, Way


def unsaid(ways: list[Way]) -> str:
    """Return what is published as the reason where none is given, and by which of these ways."""
    labels: dict[str, list[str]] = {}
    for way in ways:
        if way.value in REASONS:
            labels.setdefault(REASONS[way.value], []).append(way.label)
    return "; ".join(f"{' or '.join(each)}: {reason}" for reason, each in labels.items())
