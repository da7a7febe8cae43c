"""What a writer chose for one point of a reply, or for the reply as a whole."""

from typing import NamedTuple

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
