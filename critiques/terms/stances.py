"""What the author says of an objection: as it is told, noted and chosen."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy, pgettext_lazy

from critiques.words import DeclineReason, Stance


class StanceWords(NamedTuple):
    """How a position of the author's is told.

    `says` it does, and the author is `told` that it is noted; they say it by a `button`. `sign`
    stands for it in a history, `drawn` in a picture, in the colour of `status`.
    """

    says: str
    told: str
    button: str
    sign: str
    drawn: str
    status: str


TOLD_OF = {
    Stance.ANSWERED: StanceWords(
        pgettext_lazy("after a name", "answers"),
        gettext_lazy("%(address)s is answered by that reply."),
        gettext_lazy("Answer in a reply"),
        "answered",
        "answers",
        "",
    ),
    Stance.CONCEDED: StanceWords(
        pgettext_lazy("after a name", "agrees"),
        gettext_lazy("You agree with %(address)s."),
        gettext_lazy("I agree"),
        "conceded",
        "conceded",
        "conceded",
    ),
    Stance.CONCEDED_IN_PART: StanceWords(
        pgettext_lazy("after a name", "agrees in part"),
        gettext_lazy("You agree with %(address)s in part."),
        gettext_lazy("I agree in part"),
        "conceded",
        "answered",
        "answered",
    ),
    Stance.DECLINED: StanceWords(
        pgettext_lazy("after a name", "won’t pursue it"),
        gettext_lazy("You won’t pursue %(address)s."),
        gettext_lazy("I won’t pursue it"),
        "declined",
        "declined",
        "declined",
    ),
}


# What the essay's author says by a click, in the order of every form; an answer is a reply.
AUTHOR_BUTTONS = tuple(
    (stance, words.button) for stance, words in TOLD_OF.items() if stance != Stance.ANSWERED
)
# Why the author won't pursue it: offered, and none of them chosen for them; and as it is told.
REASONS = {
    "": gettext_lazy("choose a reason, or none"),
    DeclineReason.OUTSIDE: gettext_lazy("outside this essay"),
    DeclineReason.COVERED: gettext_lazy("already covered, with a link"),
    DeclineReason.NOT_HERE: gettext_lazy("not debating this here"),
}
TOLD_REASONS = {
    DeclineReason.OUTSIDE: pgettext_lazy("why the author won’t pursue it", "outside this essay"),
    DeclineReason.COVERED: pgettext_lazy("why the author won’t pursue it", "already covered"),
    DeclineReason.NOT_HERE: pgettext_lazy(
        "why the author won’t pursue it", "not debating this here"
    ),
}


def with_reason(reason: str, text: str) -> str:
    """Return what the author says: the reason that they chose, as readers have it in their own
    language, and what they typed, as it is; or one of both, or nothing."""
    chosen = str(TOLD_REASONS[DeclineReason(reason)]) if reason else ""
    return ": ".join(filter(None, (chosen, text)))
