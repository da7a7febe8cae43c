"""What stands in place of a reply that the viewer may not read, or above one that is not public."""

from forum.models import State
from threads.branches import ReplyRow
from web.dates import day


def nameless(row: ReplyRow) -> str:
    """Return what stands in place of the writer’s name."""
    if row.essay is not None:
        return "A reply that became an essay"
    return {
        State.WITHDRAWN: "A withdrawn reply",
        State.AUTO_HIDDEN: "A hidden reply",
    }.get(row.state, "A removed reply")


def tombstone(row: ReplyRow) -> str:
    """Return what stands in place of the text."""
    when = day(row.state_at)
    if row.essay is not None:
        return f"Made an essay by moderators on {when}."
    if row.state == State.WITHDRAWN:
        return f"Withdrawn by its writer on {when}. The replies to it stay."
    if row.state == State.PURGED:
        return f"Erased on {when}: {row.reason}. Nobody can read it any more."
    if row.state == State.AUTO_HIDDEN:
        return "Hidden after several reports until a moderator has looked."
    return f"Removed by moderators on {when}{f': {row.reason}' if row.reason else ''}."


def note(row: ReplyRow) -> str:
    """Return what stands above a text that the public does not see."""
    return {
        State.PENDING: "Waiting for a moderator. Only its writer and moderators see it.",
        State.REJECTED: "Not accepted. Only its writer and moderators see it.",
        State.WITHDRAWN: "Withdrawn. Only its writer and moderators still see the text.",
        State.AUTO_HIDDEN: "Hidden after several reports until a moderator has looked. "
        "Only its writer and moderators see the text.",
    }.get(row.state, f"{tombstone(row)} Only its writer and moderators still see the text.")
