"""By what each act that moderators do is taken back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from critiques.actions.closings import reopen as reopen_to_objections
from critiques.actions.curation import show_closing_word, unmerge, unstrike
from critiques.actions.joins import unjoin
from critiques.models import Objection
from moderation.actions.appeals import rehear
from moderation.actions.appointments import appoint
from moderation.actions.approval import unapprove, unreject
from moderation.actions.bars import put_back_bar
from moderation.actions.biographies import show_bio
from moderation.actions.decisions import reopen, reopen_reports
from moderation.actions.holds import release
from moderation.actions.moves import unmove, unsplit
from moderation.actions.people import unsuspend, unwarn_person
from moderation.actions.removals import restore
from moderation.actions.threads import COLUMNS, set_thread
from moderation.actions.topics import put_back_description
from moderation.actions.wordings import show_wording
from moderation.models import LogAct, LogEntry


def _alone(act: Callable[..., LogEntry]) -> Callable[..., LogEntry]:
    """Return what takes back a line that is never a part of one for many."""

    def inverse(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
        return act(moderator=moderator, entry=entry, reason=reason)

    return inverse


def _put_back(*, entry: LogEntry, **by: Any) -> LogEntry:
    undone = restore(post_id=entry.post_id, reply_id=entry.reply_id, reverses=entry, **by)
    reopen_reports(entry)
    return undone


def _show_wording(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    of = {"post_id": entry.post_id, "reply_id": entry.reply_id, "revision": entry.revision}
    return show_wording(moderator=moderator, reason=reason, **of)


def _set_thread(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return set_thread(
        moderator=moderator,
        post_id=entry.post_id,
        act=COLUMNS[LogAct(entry.act)][2],
        reason=reason,
        reverses=entry,
    )


def _separate(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    objection = {"post_id": entry.post_id, "number": entry.objection}
    return unmerge(moderator=moderator, reason=reason, reverses=entry, **objection)


def _unstrike(*, entry: LogEntry, **by: Any) -> LogEntry:
    undone = unstrike(post_id=entry.post_id, number=entry.objection, reverses=entry, **by)
    reopen_reports(entry)
    return undone


def _reopen_to_objections(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    reopen_to_objections(actor=moderator, post_id=entry.post_id, reason=reason, reverses=entry)
    return LogEntry.objects.get(reverses=entry)


def _show_closing_word(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    of = {"post_id": entry.post_id, "number": entry.revision}
    return show_closing_word(moderator=moderator, reason=reason, **of)


def _unwarn(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    if entry.post_id is None:
        return unwarn_person(moderator=moderator, entry=entry, reason=reason)
    return reopen(moderator=moderator, entry=entry, reason=reason, **line)


def _unsuspend(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    username = entry.person.username
    return unsuspend(moderator=moderator, username=username, reason=reason, reverses=entry)


def _give_back_role(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    of = {"username": entry.person.username, "role": entry.was}
    return appoint(admin=moderator, reason=reason, reverses=entry, **of)


def _unsplit(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    with transaction.atomic():
        undone = unsplit(moderator=moderator, entry=entry, reason=reason)
        # Under the lock that the above has taken; then all of it is given up.
        if Objection.objects.filter(post=entry.other_post).exists():
            raise ValidationError(
                gettext(
                    "People have objected to the new essay since; merge it into another instead."
                ),
                code="conflict",
            )
    return undone


# Each writes the line that takes back `entry`; further fields of that line are passed on where
# it can be a part of a line for many.
INVERSES: dict[LogAct, Callable[..., LogEntry]] = {
    LogAct.HIDE: _put_back,
    LogAct.HIDE_WORDING: _show_wording,
    LogAct.WARN: _unwarn,
    LogAct.FINE: reopen,
    LogAct.DISMISS: reopen,
    LogAct.UPHOLD: rehear,
    LogAct.AUTO_HIDE: _alone(release),
    LogAct.APPROVE: unapprove,
    LogAct.REJECT: unreject,
    LogAct.LIFT: _alone(put_back_bar),
    LogAct.HIDE_BIO: _alone(show_bio),
    LogAct.SUSPEND: _unsuspend,
    LogAct.MODERATOR: _give_back_role,
    LogAct.ADMIN: _give_back_role,
    LogAct.MEMBER: _give_back_role,
    LogAct.CLOSE: _reopen_to_objections,
    LogAct.HIDE_CLOSING: _show_closing_word,
    LogAct.DESCRIBE: _alone(put_back_description),
    LogAct.MERGE: _separate,
    LogAct.STRIKE: _unstrike,
    LogAct.MOVE: _alone(unmove),
    LogAct.SPLIT: _unsplit,
    LogAct.JOIN: _alone(unjoin),
} | dict.fromkeys(COLUMNS, _set_thread)
