"""The terms in which readers see what is said of objections."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy, pgettext_lazy

from critiques.words import Act, Event, Kind, Stance


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
    answers_it: str
    take_back: str


LABELS = {
    Kind.OBJECTION: KindWords(
        raised=pgettext_lazy("after a name", "raised it"),
        shares=pgettext_lazy("after a name", "shares it"),
        shared=pgettext_lazy("after a name", "shared it"),
        reaffirms=pgettext_lazy("after a name", "says that it still stands"),
        stands_since=gettext_lazy("still stands since"),
        stands_for=gettext_lazy("it still stands for them"),
        why_stands=gettext_lazy("Why it still stands"),
        disputed=gettext_lazy("Still disputed"),
        came_along=pgettext_lazy("after a name", "came with a merged objection"),
        you_share=gettext_lazy("You share this objection."),
        who_shares=gettext_lazy("Who shares it"),
        who_shared=gettext_lazy("Who shared it"),
        shared_by=gettext_lazy("Shared by"),
        share=gettext_lazy("I share this objection"),
        sign_in=gettext_lazy("Sign in to say that you share it"),
        stands=gettext_lazy("Still stands"),
        answers_it=gettext_lazy("This answers it"),
        take_back=gettext_lazy("Take back"),
    ),
    Kind.QUESTION: KindWords(
        raised=pgettext_lazy("after a name", "asked it"),
        shares=pgettext_lazy("after a name", "asks it too"),
        shared=pgettext_lazy("after a name", "asked it too"),
        reaffirms=pgettext_lazy("after a name", "says that it is still unclear"),
        stands_since=gettext_lazy("still unclear since"),
        stands_for=gettext_lazy("still unclear to them"),
        why_stands=gettext_lazy("Why it is still unclear"),
        disputed=gettext_lazy("Still unclear"),
        came_along=pgettext_lazy("after a name", "came with a merged question"),
        you_share=gettext_lazy("You ask this."),
        who_shares=gettext_lazy("Who asks"),
        who_shared=gettext_lazy("Who asked"),
        shared_by=gettext_lazy("Asked by"),
        share=gettext_lazy("I ask this too"),
        sign_in=gettext_lazy("Sign in to ask it too"),
        stands=gettext_lazy("Still unclear"),
        answers_it=gettext_lazy("This answers it"),
        take_back=gettext_lazy("Take back"),
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
        pgettext_lazy("after a name", "answers"),
        pgettext_lazy("before objections", "answered"),
        gettext_lazy("%(address)s is answered by that reply."),
        gettext_lazy("Answer in a reply"),
        "answered",
        "answers",
        "",
    ),
    Stance.CONCEDED: StanceWords(
        pgettext_lazy("after a name", "agrees"),
        pgettext_lazy("before objections", "agreed with"),
        gettext_lazy("You agree with %(address)s."),
        gettext_lazy("I agree"),
        "conceded",
        "conceded",
        "conceded",
    ),
    Stance.CONCEDED_IN_PART: StanceWords(
        pgettext_lazy("after a name", "agrees in part"),
        pgettext_lazy("before objections", "agreed in part with"),
        gettext_lazy("You agree with %(address)s in part."),
        gettext_lazy("I agree in part"),
        "conceded",
        "answered",
        "answered",
    ),
    Stance.DECLINED: StanceWords(
        pgettext_lazy("after a name", "won’t pursue it"),
        pgettext_lazy("before objections", "won’t pursue"),
        gettext_lazy("You won’t pursue %(address)s."),
        gettext_lazy("I won’t pursue it"),
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
# Why the author won't pursue it: offered, and none of them chosen for them. The keys are kept with
# what the author says, as their words.
OUTSIDE, COVERED, NOT_HERE = "outside this essay", "already covered", "not debating this here"
REASONS = {
    "": gettext_lazy("choose a reason, or none"),
    OUTSIDE: gettext_lazy("outside this essay"),
    COVERED: gettext_lazy("already covered, with a link"),
    NOT_HERE: gettext_lazy("not debating this here"),
}

# What a reply says of an objection: by its act, or by what a holder says in it.
IN_PART = "part"
SAYS: dict[str, str] = {
    Act.RAISE: pgettext_lazy("before an objection", "raises"),
    Act.SUPPORT: pgettext_lazy("before an objection", "shares"),
    Act.ANSWER: pgettext_lazy("before an objection", "answers"),
    Act.ASK: pgettext_lazy("before an objection", "asks about"),
    Act.DISCUSS: pgettext_lazy("before an objection", "about"),
    Act.CONCEDE: pgettext_lazy("before an objection", "agrees with"),
    IN_PART: pgettext_lazy("before an objection", "agrees in part with"),
    Act.DECLINE: pgettext_lazy("before an objection", "won’t pursue"),
    Act.WITHDRAW: pgettext_lazy("before an objection", "takes back"),
    Event.REAFFIRM: pgettext_lazy("before an objection", "still disputes"),
    Event.SATISFIED: pgettext_lazy("before an objection", "is satisfied on"),
}
SAYS_OF_QUESTIONS = {Event.REAFFIRM: pgettext_lazy("before an objection", "still asks")}


def says(what: str, kind: str) -> str:
    """Return what a reply says of an objection or a question, before its name."""
    of_questions = SAYS_OF_QUESTIONS if kind == Kind.QUESTION else {}
    return str(of_questions.get(what) or SAYS[what])


def words_for(kind: str) -> KindWords:
    """Return the words for an objection or a question."""
    return LABELS[Kind(kind)]
