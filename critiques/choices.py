"""What a writer chose for one point of a reply, or for the reply as a whole."""

from typing import NamedTuple

from django.core.exceptions import ValidationError

from critiques.words import Act, Kind, Stance

# What the author's acts say of the objection.
STANCES = {
    "answer": Stance.ANSWERED,
    "concede": Stance.CONCEDED,
    "part": Stance.CONCEDED_IN_PART,
    "decline": Stance.DECLINED,
}
ACTS = {
    "same": Act.SUPPORT,
    "answer": Act.ANSWER,
    "ask": Act.ASK,
    "concede": Act.CONCEDE,
    "part": Act.CONCEDE,
    "decline": Act.DECLINE,
    "withdraw": Act.WITHDRAW,
}
RAISES = {"new": Kind.OBJECTION, "question": Kind.QUESTION}


class Choice(NamedTuple):
    """`does` is a key of ACTS (then `number` says to which objection) or of RAISES."""

    does: str
    label: str = ""
    number: int | None = None
    claim: str = ""
    text: str = ""
    passage: bool = True


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
