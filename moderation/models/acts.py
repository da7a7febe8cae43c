"""What moderators can do, as the log names it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.models import User


class LogAct(models.TextChoices):
    """What a line of the log says was done; a reversal is a line of its own."""

    # Decisions on a text
    HIDE = "hide", "removed"
    RESTORE = "restore", "restored"
    WARN = "warn", "kept, with a warning,"
    UNWARN = "unwarn", "took back a warning for"
    FINE = "fine", "found nothing wrong with"
    DISMISS = "dismiss", "dismissed the reports on"
    REOPEN = "reopen", "reopened the reports on"
    AUTO_HIDE = "auto_hide", "held back"
    HIDE_WORDING = "hide_wording", "removed an earlier wording of"
    SHOW_WORDING = "show_wording", "put back an earlier wording of"
    APPROVE = "approve", "approved"
    UNAPPROVE = "unapprove", "took back the approval of"
    REJECT = "reject", "turned down"
    UNREJECT = "unreject", "took back turning down"
    UPHOLD = "uphold", "stood by a decision on"
    REHEAR = "rehear", "reopened an appeal about"
    PURGE = "purge", "erased for good"
    # Threads
    LOCK = "lock", "locked"
    UNLOCK = "unlock", "unlocked"
    PIN = "pin", "pinned"
    UNPIN = "unpin", "unpinned"
    SPLIT = "split", "made an essay of"
    UNSPLIT = "unsplit", "put back"
    MOVE = "move", "moved"
    UNMOVE = "unmove", "moved back"
    JOIN = "join", "merged into another essay"
    UNJOIN = "unjoin", "separated from another essay"
    # Objections
    MERGE = "merge", "merged"
    UNMERGE = "unmerge", "separated"
    STRIKE = "strike", "struck"
    UNSTRIKE = "unstrike", "put back"
    ROUND = "round", "opened a round on"
    CLOSE = "close", "stopped new objections to"
    UNCLOSE = "unclose", "allowed new objections again to"
    HIDE_CLOSING = "hide_closing", "removed the author’s closing word on"
    SHOW_CLOSING = "show_closing", "put back the author’s closing word on"
    # Topics
    DESCRIBE = "describe", "described"
    UNDESCRIBE = "undescribe", "put back what was said of"
    # People
    LIFT = "lift", "lifted the bar on"
    UNLIFT = "unlift", "put back the bar on"
    HIDE_BIO = "hide_bio", "removed the profile text of"
    SHOW_BIO = "show_bio", "put back the profile text of"
    SUSPEND = "suspend", "suspended"
    UNSUSPEND = "unsuspend", "ended the suspension of"
    # Roles; each is taken back by the one that it took the place of.
    MODERATOR = "moderator", "made a moderator of"
    ADMIN = "admin", "made an admin of"
    MEMBER = "member", "made a member again of"


# What has an inverse of its own; the others are inverses.
UNDOABLE = (
    LogAct.HIDE,
    LogAct.HIDE_WORDING,
    LogAct.WARN,
    LogAct.FINE,
    LogAct.DISMISS,
    LogAct.AUTO_HIDE,
    LogAct.APPROVE,
    LogAct.REJECT,
    LogAct.UPHOLD,
    LogAct.LOCK,
    LogAct.UNLOCK,
    LogAct.PIN,
    LogAct.UNPIN,
    LogAct.SPLIT,
    LogAct.MOVE,
    LogAct.JOIN,
    LogAct.MERGE,
    LogAct.STRIKE,
    LogAct.CLOSE,
    LogAct.HIDE_CLOSING,
    LogAct.DESCRIBE,
    LogAct.LIFT,
    LogAct.HIDE_BIO,
    LogAct.SUSPEND,
    LogAct.MODERATOR,
    LogAct.ADMIN,
    LogAct.MEMBER,
)
# What is done to a topic, of whatever essays: their lines name no text and nobody.
TOPICAL = (LogAct.DESCRIBE, LogAct.UNDESCRIBE)
# By the role that somebody has from then on.
APPOINTMENTS: dict[str, LogAct] = {
    User.Role.MEMBER: LogAct.MEMBER,
    User.Role.MODERATOR: LogAct.MODERATOR,
    User.Role.ADMIN: LogAct.ADMIN,
}
# As readers see them.
ROLES = {
    User.Role.MEMBER.value: pgettext_lazy("role", "member"),
    User.Role.MODERATOR.value: pgettext_lazy("role", "moderator"),
    User.Role.ADMIN.value: pgettext_lazy("role", "admin"),
}
