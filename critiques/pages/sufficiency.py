"""What a holder is asked of an objection: does the change, or the answer as it is now, suffice?"""

from typing import Any, NamedTuple

from critiques.record.sayings.sayings import Record
from critiques.words import Event


class Sufficiency(NamedTuple):
    """Whether something suffices, as its viewer is asked; `url` is where they see what it is.

    That is a revision of the essay, with the author's `name` and their `words` on it, or an answer
    that was edited, of which there is no more to say.
    """

    url: str
    name: str = ""
    revision: int = 0
    when: str = ""
    words: str = ""


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
        return Sufficiency(change.url, author, change.revision, change.when, change.words)
    last = [said for said in record.events if said.username == holder.user.username][-1]
    if last.outdated and holder.state == Event.SATISFIED:
        return Sufficiency(last.outdated)
    return None
