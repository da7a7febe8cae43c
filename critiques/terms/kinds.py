"""What is said of objections and of questions, each in its own words, and what they are called."""

from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from critiques.words import Kind


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
    answered_for_you: str
    who_shares: str
    who_shared: str
    shared_by: str
    share: str
    sign_in: str
    stands: str
    answers_it: str


LABELS = {
    Kind.OBJECTION: KindWords(
        raised=pgettext_lazy("after a name", "raised it"),
        shares=pgettext_lazy("after a name", "shares it"),
        shared=pgettext_lazy("after a name", "shared it"),
        reaffirms=pgettext_lazy("after a name", "says that it still stands"),
        stands_since=gettext_lazy("still stands since %(day)s"),
        stands_for=gettext_lazy("it still stands for them"),
        why_stands=gettext_lazy("Why it still stands"),
        disputed=gettext_lazy("Still disputed"),
        came_along=pgettext_lazy("after a name", "came with a merged objection"),
        you_share=gettext_lazy("You share this objection."),
        answered_for_you=pgettext_lazy("of an objection", "It is answered for you, since %(day)s."),
        who_shares=gettext_lazy("Who shares it"),
        who_shared=gettext_lazy("Who shared it"),
        shared_by=gettext_lazy("Shared by"),
        share=gettext_lazy("I share this objection"),
        sign_in=gettext_lazy("Sign in to say that you share it"),
        stands=gettext_lazy("Still stands"),
        answers_it=pgettext_lazy("of an objection", "This answers it"),
    ),
    Kind.QUESTION: KindWords(
        raised=pgettext_lazy("after a name", "asked it"),
        shares=pgettext_lazy("after a name", "asks it too"),
        shared=pgettext_lazy("after a name", "asked it too"),
        reaffirms=pgettext_lazy("after a name", "says that it is still unclear"),
        stands_since=gettext_lazy("still unclear since %(day)s"),
        stands_for=gettext_lazy("still unclear to them"),
        why_stands=gettext_lazy("Why it is still unclear"),
        disputed=gettext_lazy("Still unclear"),
        came_along=pgettext_lazy("after a name", "came with a merged question"),
        you_share=gettext_lazy("You ask this."),
        answered_for_you=pgettext_lazy("of a question", "It is answered for you, since %(day)s."),
        who_shares=gettext_lazy("Who asks"),
        who_shared=gettext_lazy("Who asked"),
        shared_by=gettext_lazy("Asked by"),
        share=gettext_lazy("I ask this too"),
        sign_in=gettext_lazy("Sign in to ask it too"),
        stands=gettext_lazy("Still unclear"),
        answers_it=pgettext_lazy("of a question", "This answers it"),
    ),
}


# A word for what is raised, in a sentence and before its address; and as a heading begins.
KINDS = {
    Kind.OBJECTION: gettext_lazy("objection"),
    Kind.QUESTION: gettext_lazy("question"),
}
NAMED = {
    Kind.OBJECTION: gettext_lazy("objection %(address)s"),
    Kind.QUESTION: gettext_lazy("question %(address)s"),
}
TITLED = {
    Kind.OBJECTION: gettext_lazy("Objection %(address)s: %(claim)s"),
    Kind.QUESTION: gettext_lazy("Question %(address)s: %(claim)s"),
}

# The rounds from the second on, and what those are called that have no words.
ROUNDS = (
    gettext_lazy("second round, %(letter)s"),
    gettext_lazy("third round, %(letter)s"),
    gettext_lazy("fourth round, %(letter)s"),
    gettext_lazy("fifth round, %(letter)s"),
    gettext_lazy("sixth round, %(letter)s"),
    gettext_lazy("seventh round, %(letter)s"),
    gettext_lazy("eighth round, %(letter)s"),
    gettext_lazy("ninth round, %(letter)s"),
    gettext_lazy("tenth round, %(letter)s"),
)
LATER = gettext_lazy("%(number)dth round, %(letter)s")


def words_for(kind: str) -> KindWords:
    """Return the words for an objection or a question, in the language of who asks."""
    return _words_in(get_language(), Kind(kind))


@cache
def _words_in(language: str, kind: Kind) -> KindWords:
    return KindWords(*map(str, LABELS[kind]))


def aside(kind: str, round_: int | str, letter: str) -> str:
    """Return what the address of an objection does not say of itself: “second round, a”."""
    if not letter:
        return gettext("without a letter") if kind == Kind.OBJECTION else ""
    if round_ == 1:
        return ""
    number = int(round_)
    said = ROUNDS[number - 2] if number - 2 < len(ROUNDS) else LATER
    return str(said) % {"number": number, "letter": letter}
