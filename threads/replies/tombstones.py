"""What stands in place of a reply that the viewer may not read, or above one that is not public."""

from django.utils.translation import gettext, gettext_lazy

from forum.models import State
from threads.branches import ReplyRow
from web.dates import day

NOTES = {
    State.PENDING: gettext_lazy("Waiting for a moderator. Only its writer and moderators see it."),
    State.REJECTED: gettext_lazy("Not accepted. Only its writer and moderators see it."),
    State.WITHDRAWN: gettext_lazy(
        "Withdrawn. Only its writer and moderators still see the text.",
    ),
    State.AUTO_HIDDEN: gettext_lazy(
        "Hidden after several reports until a moderator has looked. "
        "Only its writer and moderators see the text."
    ),
}


def nameless(row: ReplyRow) -> str:
    """Return what stands in place of the writer’s name."""
    if row.essay is not None:
        return gettext("A reply that became an essay")
    if row.state == State.WITHDRAWN:
        return gettext("A withdrawn reply")
    if row.state == State.AUTO_HIDDEN:
        return gettext("A hidden reply")
    return gettext("A removed reply")


def nameless_within(row: ReplyRow) -> str:
    """Return the same as it stands within a sentence: “to a withdrawn reply”."""
    if row.essay is not None:
        return gettext("a reply that became an essay")
    if row.state == State.WITHDRAWN:
        return gettext("a withdrawn reply")
    if row.state == State.AUTO_HIDDEN:
        return gettext("a hidden reply")
    return gettext("a removed reply")


def tombstone(row: ReplyRow) -> str:
    """Return what stands in place of the text."""
    when = day(row.state_at)
    if row.essay is not None:
        return gettext("Made an essay by moderators on %(day)s.") % {"day": when}
    if row.state == State.WITHDRAWN:
        said = gettext("Withdrawn by its writer on %(day)s. The replies to it stay.")
        return said % {"day": when}
    if row.state == State.PURGED:
        said = gettext("Erased on %(day)s: %(reason)s. Nobody can read it any more.")
        return said % {"day": when, "reason": row.reason}
    if row.state == State.AUTO_HIDDEN:
        return gettext("Hidden after several reports until a moderator has looked.")
    if row.reason:
        said = gettext("Removed by moderators on %(day)s: %(reason)s.")
        return said % {"day": when, "reason": row.reason}
    return gettext("Removed by moderators on %(day)s.") % {"day": when}


def note(row: ReplyRow) -> str:
    """Return what stands above a text that the public does not see."""
    if known := NOTES.get(State(row.state)):
        return str(known)
    said = gettext("%(told)s Only its writer and moderators still see the text.")
    return said % {"told": tombstone(row)}
