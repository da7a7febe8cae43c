"""What a writer may choose, and chose, for one point of a reply or for the reply as a whole.

Forms, actions and tests read who may choose what from here.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from critiques.terms import IN_PART
from critiques.words import Act, Event, Kind, Stance

# What is raised, and what is said of what was raised before.
RAISES = {"new": Kind.OBJECTION, "question": Kind.QUESTION}
ACTS: dict[str, Act] = {
    "discuss": Act.DISCUSS,
    "same": Act.SUPPORT,
    "answer": Act.ANSWER,
    "concede": Act.CONCEDE,
    IN_PART: Act.CONCEDE,
    "decline": Act.DECLINE,
    "reaffirm": Act.DISCUSS,
    "satisfied": Act.DISCUSS,
    "withdraw": Act.WITHDRAW,
}
# What the author's acts, and what holders' words, say of the objection.
STANCES = {
    "answer": Stance.ANSWERED,
    "concede": Stance.CONCEDED,
    IN_PART: Stance.CONCEDED_IN_PART,
    "decline": Stance.DECLINED,
}
EVENTS = {
    "reaffirm": Event.REAFFIRM,
    "satisfied": Event.SATISFIED,
    "withdraw": Event.WITHDRAW,
}


class Role(Enum):
    """What somebody is to one objection: wrote the essay, has a part in it, or neither."""

    AUTHOR = "author"
    HOLDER = "holder"
    OTHER = "other"


# What each may say of an objection in a reply, in the order in which forms offer it.
MAY = {
    Role.AUTHOR: ("discuss", "answer", "concede", IN_PART, "decline"),
    Role.HOLDER: ("discuss", "reaffirm", "satisfied", "withdraw"),
    Role.OTHER: ("discuss", "same", "answer"),
}
# A question can be asked again; it is not shared in a reply.
OF_OBJECTIONS = ("same",)
OF_ANSWERS = ("reaffirm", "satisfied")


def may_choose(role: Role, kind: str, *, closed: bool, answered: bool) -> tuple[str, ...]:
    """Return what somebody with this role may say of an objection, or of a question.

    It is `closed` if it was merged or struck, `answered` once the author answered it.
    """
    if closed:
        return ()
    return tuple(
        does
        for does in MAY[role]
        if (kind == Kind.OBJECTION or does not in OF_OBJECTIONS)
        and (answered or does not in OF_ANSWERS)
    )


# Of what may go to another objection: as what it is then chosen.
CHOSEN_BY = {Act.DISCUSS: "discuss", Act.SUPPORT: "same", Act.ANSWER: "answer"}


class Choice(NamedTuple):
    """`does` is a key of ACTS (then `number` says to which objection) or of RAISES."""

    does: str
    label: str = ""
    number: int | None = None
    claim: str = ""
    text: str = ""
    passage: bool = True
    # Why it is declined, if one of ours was chosen.
    reason: str = ""


class PointError(ValidationError):
    """What was refused of one point: of its “claim” or “text”, or “of” which it is
    (those are codes), or where it goes.

    `label` is the point's, empty for the reply as a whole; `part` begins the field's name.
    """

    def __init__(self, label: str, error: ValidationError) -> None:
        code = getattr(error, "code", None)
        super().__init__(error.messages[0], code=code)
        self.label = label
        self.part = code if code in ("claim", "text", "of") else "to"


def check_agree(choices: Iterable[Choice]) -> None:
    """Raise PointError where two points say two things of one objection."""
    said: dict[int | None, Choice] = {}
    for choice in choices:
        if choice.does not in STANCES and choice.does not in EVENTS:
            continue
        before = said.setdefault(choice.number, choice)
        if choice.number is not None and before.does != choice.does:
            where = (
                gettext("You say something else of it in point %(point)s; choose one of both.")
                if before.label
                else gettext("You say something else of it in your reply; choose one of both.")
            )
            raise PointError(choice.label, ValidationError(where % {"point": before.label}))
