"""The vocabulary of critique: what can be raised, done, held, said, and where it then stands;
and the words in which readers see it."""

from typing import NamedTuple

from django.db import models


class Kind(models.TextChoices):
    """A question is an objection without a letter, listed apart."""

    OBJECTION = "objection"
    QUESTION = "question"


class Act(models.TextChoices):
    """What one reply does to one objection."""

    RAISE = "raise"
    SUPPORT = "support"
    ANSWER = "answer"
    ASK = "ask"
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


class Status(models.TextChoices):
    """Where an objection stands: computed, never set. The labels are what readers see."""

    OPEN = "open", "No author answer yet"
    ANSWERED = "answered", "Author answered; critics haven’t said"
    CONTESTED = "contested", "Still disputed after an answer"
    SETTLED = "settled", "Answered to its critics’ satisfaction"
    CONCEDED = "conceded", "Author agrees"
    DECLINED = "declined", "Author won’t pursue"
    WITHDRAWN = "withdrawn", "Taken back"
    MERGED = "merged", "Now part of another"
    STRUCK = "struck", "Removed by moderators"


UNRESOLVED = (Status.CONTESTED, Status.OPEN, Status.ANSWERED)
HOLDING = (Event.HOLD, Event.REAFFIRM)
ANSWERS = (Act.ANSWER, Act.CONCEDE, Act.DECLINE)
CLOSED = (Status.MERGED, Status.STRUCK)
MOVABLE = (Act.RAISE, Act.SUPPORT, Act.ANSWER, Act.ASK)
LETTERS = "abcde"

ASKED, CLARIFIED = "asked", "clarified"
# A question is asked, not held. With one of these it is clarified, with one of SAME it reads as
# an objection does.
CLARIFYING = (Status.ANSWERED, Status.CONCEDED, Status.SETTLED)
SAME = (Status.DECLINED, Status.WITHDRAWN, Status.MERGED, Status.STRUCK)


class KindWords(NamedTuple):
    """What readers see: first what is said of a person, then headings and buttons."""

    raised: str
    shares: str
    shared: str
    reaffirms: str
    stands_since: str
    stands_for: str
    came_along: str
    you_share: str
    who_holds: str
    who_held: str
    share: str
    sign_in: str
    stands: str


LABELS = {
    Kind.OBJECTION: KindWords(
        raised="raised it",
        shares="shares it",
        shared="shared it",
        reaffirms="says that it still stands",
        stands_since="still stands since",
        stands_for="it still stands for them",
        came_along="came with a merged objection",
        you_share="You share this objection.",
        who_holds="Who holds it",
        who_held="Who held it",
        share="I share this objection",
        sign_in="Sign in to say that you share it",
        stands="Still stands",
    ),
    Kind.QUESTION: KindWords(
        raised="asked it",
        shares="asks it too",
        shared="asked it too",
        reaffirms="says that it is still unclear",
        stands_since="still unclear since",
        stands_for="still unclear to them",
        came_along="came with a merged question",
        you_share="You ask this.",
        who_holds="Who asks",
        who_held="Who asked",
        share="I ask this too",
        sign_in="Sign in to ask it too",
        stands="Still unclear",
    ),
}


def words_for(kind: str) -> KindWords:
    """Return the words for an objection or a question."""
    return LABELS[Kind(kind)]


def shown_status(kind: str, status: str) -> tuple[str, str]:
    """Return the markup's word for a status and what readers see; a question has two of its own."""
    if kind == Kind.QUESTION and status not in SAME:
        word = CLARIFIED if status in CLARIFYING else ASKED
        return word, word.capitalize()
    return Status(status), Status(status).label
