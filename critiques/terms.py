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
    why_stands: str
    disputed: str
    came_along: str
    you_share: str
    who_shares: str
    who_shared: str
    shared_by: str
    share: str
    sign_in: str
    stands: str
    answers_it: str = "This answers it"
    take_back: str = "Take back"


LABELS = {
    Kind.OBJECTION: KindWords(
        raised="raised it",
        shares="shares it",
        shared="shared it",
        reaffirms="says that it still stands",
        stands_since="still stands since",
        stands_for="it still stands for them",
        why_stands="Why it still stands",
        disputed="Still disputed",
        came_along="came with a merged objection",
        you_share="You share this objection.",
        who_shares="Who shares it",
        who_shared="Who shared it",
        shared_by="Shared by",
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
        why_stands="Why it is still unclear",
        disputed="Still unclear",
        came_along="came with a merged question",
        you_share="You ask this.",
        who_shares="Who asks",
        who_shared="Who asked",
        shared_by="Asked by",
        share="I ask this too",
        sign_in="Sign in to ask it too",
        stands="Still unclear",
    ),
}


class StanceWords(NamedTuple):
    """How a position of the author's is told.

    `says` it does, in news it `did` so to the letters that follow, and the author is `told` that
    it is noted; they say it by a `button`. `sign` stands for it in
    a history, `drawn` in a picture, in the colour of `status`.
    """

    says: str
    did: str
    told: str
    button: str
    sign: str
    drawn: str
    status: str


TOLD_OF = {
    Stance.ANSWERED: StanceWords(
        "answers",
        "answered",
        "{} is answered by that reply.",
        "Answer in a reply",
        "answered",
        "answers",
        "",
    ),
    Stance.CONCEDED: StanceWords(
        "agrees",
        "agreed with",
        "You agree with {}.",
        "I agree",
        "conceded",
        "conceded",
        "conceded",
    ),
    Stance.CONCEDED_IN_PART: StanceWords(
        "agrees in part",
        "agreed in part with",
        "You agree with {} in part.",
        "I agree in part",
        "conceded",
        "answered",
        "answered",
    ),
    Stance.DECLINED: StanceWords(
        "won’t pursue it",
        "won’t pursue",
        "You won’t pursue {}.",
        "I won’t pursue it",
        "declined",
        "declined",
        "declined",
    ),
}


# What the essay's author says by a click, in the order of every form.
AUTHOR_BUTTONS = tuple(
    (stance, TOLD_OF[stance].button)
    for stance in (Stance.CONCEDED, Stance.CONCEDED_IN_PART, Stance.DECLINED)
)
# Why the author won't pursue it: offered, and none of them chosen for them.
REASONS = {
    "": "choose a reason, or none",
    "outside this essay": "outside this essay",
    "already covered": "already covered, with a link",
    "not debating this here": "not debating this here",
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
