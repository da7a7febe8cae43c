"""Which acts the person concerned is told of, and which they may answer."""

from django.db.models import F, Q

from forum.models import State
from moderation.models.acts import Act

# What was found fine is not told: nobody need know that they were reported.
TOLD = (
    Act.HIDE,
    Act.RESTORE,
    Act.WARN,
    Act.UNWARN,
    Act.AUTO_HIDE,
    Act.APPROVE,
    Act.UNAPPROVE,
    Act.REJECT,
    Act.UNREJECT,
    Act.UPHOLD,
    Act.REHEAR,
    Act.HIDE_WORDING,
    Act.SHOW_WORDING,
    Act.PURGE,
    Act.LOCK,
    Act.UNLOCK,
    Act.SPLIT,
    Act.UNSPLIT,
    Act.MOVE,
    Act.UNMOVE,
    Act.JOIN,
    Act.UNJOIN,
    Act.MERGE,
    Act.UNMERGE,
    Act.STRIKE,
    Act.UNSTRIKE,
    Act.CLOSE,
    Act.UNCLOSE,
    Act.LIFT,
    Act.UNLIFT,
    Act.SUSPEND,
    Act.UNSUSPEND,
    Act.MODERATOR,
    Act.ADMIN,
    Act.MEMBER,
)
# Decisions against somebody, each with an inverse.
APPEALABLE = (
    Act.HIDE,
    Act.WARN,
    Act.AUTO_HIDE,
    Act.REJECT,
    Act.HIDE_WORDING,
    Act.LOCK,
    Act.SPLIT,
    Act.MOVE,
    Act.JOIN,
    Act.MERGE,
    Act.STRIKE,
    Act.CLOSE,
    Act.SUSPEND,
)


def told() -> Q:
    """Return the lines of which the person concerned is told: not of what they did themselves."""
    # Found fine, or not after all: what was held back is shown again, or held back again.
    held_back = Q(was=State.AUTO_HIDDEN, reverses=None) | Q(reverses__was=State.AUTO_HIDDEN)
    concerned = Q(person__isnull=False) & ~Q(person=F("actor"))
    return concerned & (Q(act__in=TOLD) | held_back)
