"""The terms in which readers see what is said of objections, and where they stand."""

from typing import Any, NamedTuple

from critiques.words import ASKED, CLARIFIED, CLARIFYING, SAME, Act, Event, Kind, Stance, Status

# Unresolved first, as the summary has them.
SHORT = {
    Status.CONTESTED: "still disputed",
    Status.OPEN: "no author answer yet",
    Status.ANSWERED: "author answered",
    Status.CONCEDED: "author agrees",
    Status.DECLINED: "author won’t pursue",
    Status.SETTLED: "settled",
    Status.WITHDRAWN: "taken back",
    Status.MERGED: "now part of another",
    Status.STRUCK: "removed",
}
RANKS: dict[str, int] = {status: place for place, status in enumerate(SHORT)}


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


class StanceWords(NamedTuple):
    """How a position of the author's is told.

    `says` it does, in news it `did` so to the letters that follow, and the author is `told` that
    it is noted. `sign` stands for it in a history, `drawn` in a picture, in the colour of `status`.
    """

    says: str
    did: str
    told: str
    sign: str
    drawn: str
    status: str


TOLD_OF = {
    Stance.ANSWERED: StanceWords(
        "answers", "answered", "{} is answered by that reply.", "answered", "answers", ""
    ),
    Stance.CONCEDED: StanceWords(
        "agrees", "agreed with", "You agree with {}.", "conceded", "conceded", "conceded"
    ),
    Stance.CONCEDED_IN_PART: StanceWords(
        "agrees in part",
        "agreed in part with",
        "You agree with {} in part.",
        "conceded",
        "answered",
        "answered",
    ),
    Stance.DECLINED: StanceWords(
        "won’t pursue it",
        "won’t pursue",
        "You won’t pursue {}.",
        "declined",
        "declined",
        "declined",
    ),
}


# What a reply says of an objection: by its act, or by what a holder says in it.
IN_PART = "part"
SAYS: dict[str, str] = {
    Act.RAISE: "raises",
    Act.SUPPORT: "shares",
    Act.ANSWER: "answers",
    Act.ASK: "asks about",
    Act.DISCUSS: "about",
    Act.CONCEDE: "agrees with",
    IN_PART: "agrees in part with",
    Act.DECLINE: "won’t pursue",
    Act.WITHDRAW: "takes back",
    Event.REAFFIRM: "still disputes",
    Event.SATISFIED: "is satisfied on",
}
SAYS_OF_QUESTIONS = {Event.REAFFIRM: "still asks"}


def says(what: str, kind: str) -> str:
    """Return what a reply says of an objection or a question, before its name."""
    of_questions = SAYS_OF_QUESTIONS if kind == Kind.QUESTION else {}
    return of_questions.get(what) or SAYS[what]


def words_for(kind: str) -> KindWords:
    """Return the words for an objection or a question."""
    return LABELS[Kind(kind)]


def shown_status(kind: str, status: str) -> tuple[str, str]:
    """Return the markup's word for a status and what readers see; a question has two of its own."""
    if kind == Kind.QUESTION and status not in SAME:
        word = CLARIFIED if status in CLARIFYING else ASKED
        return word, word.capitalize()
    return Status(status), Status(status).label


def status_words(objection: Any) -> tuple[str, str, str]:
    """Return the markup's word for where an objection stands, what readers see, and it in short.

    It was read with what it was merged into.
    """
    status = Status(objection.status)
    shown, words = shown_status(objection.kind, status)
    if shown != status:
        return shown, words, shown
    if status == Status.MERGED:
        into = objection.merged_into.address
        return status, f"Now part of {into}", f"now part of {into}"
    if status == Status.STRUCK:
        return status, f"Removed by moderators: {objection.struck_reason}", SHORT[status]
    return status, status.label, SHORT[status]


def aside(kind: str, round_: int | str, letter: str) -> str:
    """Return what the address of an objection does not say of itself: “second round, a”."""
    if not letter:
        return "without a letter" if kind == Kind.OBJECTION else ""
    return "" if round_ == 1 else f"{_ordinal(int(round_))} round, {letter}"


def _ordinal(number: int) -> str:
    words = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
    return words[number - 1] if number <= len(words) else f"{number}th"
