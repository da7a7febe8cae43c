"""What state a post or a reply can be in, and which may follow which; one field on each."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy


class State(models.TextChoices):
    """Where a text stands between being written and being gone."""

    DRAFT = "draft"
    PENDING = "pending"
    VISIBLE = "visible"
    AUTO_HIDDEN = "auto_hidden"
    HIDDEN = "hidden"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"


# What its writer may still change or withdraw.
CHANGEABLE = (State.VISIBLE, State.PENDING)
# Gone for the public, but leaving a tombstone where others have answered.
TOMBSTONES = (State.AUTO_HIDDEN, State.HIDDEN, State.WITHDRAWN, State.PURGED)
# A withdrawn post keeps its thread; a hidden one takes it along.
TOMBSTONE_POSTS = (State.WITHDRAWN, State.PURGED)
# What may be erased for good: whatever is not public any more.
PURGEABLE = (State.HIDDEN, State.AUTO_HIDDEN, State.REJECTED, State.WITHDRAWN)


class Transition(NamedTuple):
    """One way from a state to another: what is done, by whom, and what takes it back."""

    name: str
    sources: tuple[State, ...]
    target: State
    who: str
    inverse: str


WRITER, MODERATOR, ADMIN, SITE = "its writer", "a moderator", "an admin", "the site"
# As messages call them.
STATES = {
    State.DRAFT: pgettext_lazy("state of a text", "draft"),
    State.PENDING: pgettext_lazy("state of a text", "pending"),
    State.VISIBLE: pgettext_lazy("state of a text", "visible"),
    State.AUTO_HIDDEN: pgettext_lazy("state of a text", "auto hidden"),
    State.HIDDEN: pgettext_lazy("state of a text", "hidden"),
    State.REJECTED: pgettext_lazy("state of a text", "rejected"),
    State.WITHDRAWN: pgettext_lazy("state of a text", "withdrawn"),
    State.PURGED: pgettext_lazy("state of a text", "purged"),
}

TRANSITIONS = (
    Transition("publish", (State.DRAFT,), State.VISIBLE, WRITER, "withdraw"),
    Transition("submit", (State.DRAFT,), State.PENDING, WRITER, "withdraw"),
    Transition("withdraw", CHANGEABLE, State.WITHDRAWN, WRITER, ""),
    Transition("approve", (State.PENDING,), State.VISIBLE, MODERATOR, "take back approval"),
    Transition("take back approval", (State.VISIBLE,), State.PENDING, MODERATOR, "approve"),
    Transition("reject", (State.PENDING,), State.REJECTED, MODERATOR, "reconsider"),
    Transition("reconsider", (State.REJECTED,), State.PENDING, MODERATOR, "reject"),
    Transition("hold back", (State.VISIBLE,), State.AUTO_HIDDEN, SITE, "keep"),
    Transition("keep", (State.AUTO_HIDDEN,), State.VISIBLE, MODERATOR, "hold back again"),
    Transition("hold back again", (State.VISIBLE,), State.AUTO_HIDDEN, MODERATOR, "keep"),
    Transition("hide", (State.VISIBLE, State.AUTO_HIDDEN), State.HIDDEN, MODERATOR, "restore"),
    Transition("restore", (State.HIDDEN, State.AUTO_HIDDEN), State.VISIBLE, MODERATOR, "hide"),
    Transition("back to held back", (State.HIDDEN,), State.AUTO_HIDDEN, MODERATOR, "hide"),
    Transition("purge", PURGEABLE, State.PURGED, ADMIN, ""),
)

ALLOWED = frozenset((source, each.target) for each in TRANSITIONS for source in each.sources)


def check_transition(was: str, state: State) -> None:
    """Raise ValidationError (code `conflict`) unless a text may go from `was` to `state`."""
    if (was, state) not in ALLOWED:
        raise ValidationError(
            gettext("This is %(was)s now; it can’t become %(state)s.")
            % {"was": STATES[State(was)], "state": STATES[state]},
            code="conflict",
        )
