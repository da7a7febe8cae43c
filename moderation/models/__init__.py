"""Reports, decisions and the log."""

from moderation.models.acts import APPOINTMENTS, ROLES, TOPICAL, UNDOABLE, LogAct
from moderation.models.appeals import APPEAL_LIMIT, APPEALABLE, Appeal
from moderation.models.log import REASON_LIMIT, LogEntry
from moderation.models.moves import Move, MovedTree
from moderation.models.notices import TOLD, Notice, told
from moderation.models.reports import Report, Snooze
from moderation.models.topics import TopicEdit

__all__ = [
    "APPEALABLE",
    "APPEAL_LIMIT",
    "APPOINTMENTS",
    "REASON_LIMIT",
    "ROLES",
    "TOLD",
    "TOPICAL",
    "UNDOABLE",
    "Appeal",
    "LogAct",
    "LogEntry",
    "Move",
    "MovedTree",
    "Notice",
    "Report",
    "Snooze",
    "TopicEdit",
    "told",
]
