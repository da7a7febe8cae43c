"""What the queue shows of the log: the latest lines, merges, and what can be undone at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from moderation.models import UNDOABLE, Act, LogEntry
from staff.log.lines import LogLine, log_lines

LOG_LINES = 8
MERGES = 5
# What somebody decided last can be undone from the queue for so long.
LAST = timedelta(days=1)


def queue_log(moderator: User) -> tuple[list[LogLine], list[LogLine], LogLine | None]:
    """Return the latest lines of the log, the latest merges, and what can be taken back at once."""
    whole = LogEntry.objects.filter(part_of=None).order_by("-created_at", "-pk")
    standing = whole.filter(reversed_by=None)
    own = standing.filter(actor=moderator, act__in=UNDOABLE, created_at__gt=timezone.now() - LAST)
    wanted = [
        list(entries.values_list("pk", flat=True)[:count])
        for entries, count in (
            (whole, LOG_LINES),
            (standing.filter(act=Act.MERGE), MERGES),
            (own, 1),
        )
    ]
    entries = LogEntry.objects.filter(pk__in=[pk for pks in wanted for pk in pks])
    lines = {line.pk: line for line in log_lines(entries, moderator, 0, LOG_LINES + MERGES + 1)}
    log, merges, last = ([lines[pk] for pk in pks] for pks in wanted)
    return log, merges, last[0] if last else None
