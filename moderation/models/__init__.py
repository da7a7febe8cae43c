"""Reports, decisions and the log."""

from moderation.models.acts import APPOINTMENTS, UNDOABLE, Act
from moderation.models.log import APPEAL_LIMIT, REASON_LIMIT, Appeal, LogEntry, Notice
from moderation.models.moves import Move, MovedTree
from moderation.models.reports import Report, Snooze

__all__ = [
    "APPEAL_LIMIT",
    "APPOINTMENTS",
    "REASON_LIMIT",
    "UNDOABLE",
    "Act",
    "Appeal",
    "LogEntry",
    "Move",
    "MovedTree",
    "Notice",
    "Report",
    "Snooze",
]
