"""The vocabulary of critique: what can be raised, done, held, said, and where it then stands.

The words in which readers see it stand in `critiques/terms/`.
"""

from django.db import models
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    """A question is an objection without a letter, listed apart."""

    OBJECTION = "objection"
    QUESTION = "question"


class Act(models.TextChoices):
    """What one reply does to one objection; its columns have room for eight letters."""

    RAISE = "raise"
    SUPPORT = "support"
    ANSWER = "answer"
    ASK = "ask"
    DISCUSS = "discuss"
    CONCEDE = "concede"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Event(models.TextChoices):
    """What a holder says; the last one is the holder's state."""

    HOLD = "hold"
    REAFFIRM = "reaffirm"
    SATISFIED = "satisfied"
    WITHDRAW = "withdraw"


class Stance(models.TextChoices):
    """The author's word on an objection; the last one counts."""

    ANSWERED = "answered"
    CONCEDED = "conceded"
    CONCEDED_IN_PART = "conceded_in_part"
    DECLINED = "declined"


class DeclineReason(models.TextChoices):
    """Why the author won't pursue an objection, where they choose one of these.

    Forms and files say it so; readers see it in their own language.
    """

    OUTSIDE = "outside this essay"
    COVERED = "already covered"
    NOT_HERE = "not debating this here"


class Status(models.TextChoices):
    """Where an objection stands: computed, never set. The labels are what readers see."""

    OPEN = "open", gettext_lazy("No author answer yet")
    ANSWERED = "answered", gettext_lazy("Author answered; critics haven’t said")
    CONTESTED = "contested", gettext_lazy("Still disputed after an answer")
    SETTLED = "settled", gettext_lazy("Answered to its critics’ satisfaction")
    CONCEDED = "conceded", gettext_lazy("Author agrees")
    DECLINED = "declined", gettext_lazy("Author won’t pursue")
    WITHDRAWN = "withdrawn", gettext_lazy("Taken back")
    MERGED = "merged", gettext_lazy("Now part of another")
    STRUCK = "struck", gettext_lazy("Removed by moderators")


UNRESOLVED = (Status.CONTESTED, Status.OPEN, Status.ANSWERED)
HOLDING = (Event.HOLD, Event.REAFFIRM)
# What counts for one of these of somebody who left: their word before it is no longer their last,
# and they hold nothing.
LAPSED = "lapsed"
ANSWERS = (Act.ANSWER, Act.CONCEDE, Act.DECLINE)
# Which of the author's words answer an objection: whoever holds it has the next word then, and to
# hold on to it is to say that it still stands.
ANSWERING = (Stance.ANSWERED, Stance.CONCEDED, Stance.CONCEDED_IN_PART, Stance.DECLINED)
CLOSED = (Status.MERGED, Status.STRUCK)
MOVABLE = (Act.RAISE, Act.SUPPORT, Act.ANSWER, Act.ASK, Act.DISCUSS)
LETTERS = "abcde"

ASKED, CLARIFIED = "asked", "clarified"
# A question is asked, not held. With one of these it is clarified, with one of SAME it reads as
# an objection does.
CLARIFYING = (Status.ANSWERED, Status.CONCEDED, Status.SETTLED)
SAME = (Status.DECLINED, Status.WITHDRAWN, Status.MERGED, Status.STRUCK)
