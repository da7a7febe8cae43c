"""How the same is said of an objection and of a question, which nobody holds: they ask it."""

from typing import NamedTuple

from critiques.words import Kind, Status

ASKED, CLARIFIED = "asked", "clarified"
# A question with one of these is clarified; with one of SAME it reads as an objection does.
ANSWERED = (Status.ANSWERED, Status.CONCEDED, Status.SETTLED)
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


WORDS = {
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
    return WORDS[Kind(kind)]


def shown_status(kind: str, status: str) -> tuple[str, str]:
    """Return the markup's word for a status and what readers see; a question has two of its own."""
    if kind == Kind.QUESTION and status not in SAME:
        word = CLARIFIED if status in ANSWERED else ASKED
        return word, word.capitalize()
    return Status(status), Status(status).label
