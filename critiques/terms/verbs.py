"""What a reply says of an objection, before its name."""

from django.utils.translation import pgettext_lazy

from critiques.words import Act, Event, Kind

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
SAYS_OF_QUESTIONS: dict[str, str] = {
    Act.RAISE: pgettext_lazy("before a question", "raises"),
    Event.REAFFIRM: pgettext_lazy("before an objection", "still asks"),
}


def says(what: str, kind: str) -> str:
    """Return what a reply says of an objection or a question, before its name."""
    of_questions = SAYS_OF_QUESTIONS if kind == Kind.QUESTION else {}
    return str(of_questions.get(what) or SAYS[what])
