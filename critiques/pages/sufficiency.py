"""What a holder is asked of an objection: does the change, or the answer as it is now, suffice?"""

from typing import Any, NamedTuple

from django.utils.translation import gettext

from critiques.record.sayings.sayings import Record
from critiques.words import Event


class Sufficiency(NamedTuple):
    """Whether something suffices, as its viewer is asked; `url` is where they see what it is."""

    text: str
    words: str
    url: str


def sufficiency_for(viewer: Any, record: Record, author: str) -> Sufficiency | None:
    """Return what `viewer`, who may hold the objection of this record, is asked now, if anything.

    Each change of the essay and each edit of an answer that satisfied them asks once: saying
    anything after it answers the question.
    """
    holder = next((h for h in record.holders if viewer and h.user_id == viewer.pk), None)
    if holder is None or holder.state == Event.WITHDRAW:
        return None
    change = record.changes[-1] if record.changes else None
    if change and change.at > holder.state_at and holder.holds:
        return Sufficiency(
            gettext(
                "%(name)s changed the essay for this (revision %(number)d, %(day)s). Does it "
                "suffice?"
            )
            % {"name": author, "number": change.revision, "day": change.when},
            change.words,
            change.url,
        )
    last = [said for said in record.events if said.username == holder.user.username][-1]
    if last.outdated and holder.state == Event.SATISFIED:
        return Sufficiency(
            gettext("The answer was edited since it satisfied you."), "", last.outdated
        )
    return None
