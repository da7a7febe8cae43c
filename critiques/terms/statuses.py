"""Where objections and questions stand, in the words of readers."""

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from critiques.words import ASKED, CLARIFIED, CLARIFYING, SAME, Kind, Status

# Unresolved first, as the summary has them.
SHORT = {
    Status.CONTESTED: pgettext_lazy("where an objection stands", "still disputed"),
    Status.OPEN: pgettext_lazy("where an objection stands", "no author answer yet"),
    Status.ANSWERED: pgettext_lazy("where an objection stands", "author answered"),
    Status.CONCEDED: pgettext_lazy("where an objection stands", "author agrees"),
    Status.DECLINED: pgettext_lazy("where an objection stands", "author won’t pursue"),
    Status.SETTLED: pgettext_lazy("where an objection stands", "settled"),
    Status.WITHDRAWN: pgettext_lazy("where an objection stands", "taken back"),
    Status.MERGED: pgettext_lazy("where an objection stands", "now part of another"),
    Status.STRUCK: pgettext_lazy("where an objection stands", "removed"),
}
RANKS: dict[str, int] = {status: place for place, status in enumerate(SHORT)}
# The same, by the word of who wrote another essay, which became part of this one.
BY_FORMER = {
    Status.ANSWERED: gettext_lazy("Former author answered; critics haven’t said"),
    Status.CONCEDED: gettext_lazy("Former author agrees"),
    Status.DECLINED: gettext_lazy("Former author won’t pursue"),
}
SHORT_BY_FORMER = {
    Status.ANSWERED: pgettext_lazy("where an objection stands", "former author answered"),
    Status.CONCEDED: pgettext_lazy("where an objection stands", "former author agrees"),
    Status.DECLINED: pgettext_lazy("where an objection stands", "former author won’t pursue"),
}
# Where a question stands, as it is shown, and in short.
OF_QUESTIONS = {ASKED: gettext_lazy("Asked"), CLARIFIED: gettext_lazy("Clarified")}
MERGED_QUESTION = pgettext_lazy("where a question stands", "Now part of another")
QUESTIONS_IN_SHORT = {
    ASKED: pgettext_lazy("where a question stands", "asked"),
    CLARIFIED: pgettext_lazy("where a question stands", "clarified"),
}


def shown_status(kind: str, status: str, *, former: bool = False) -> tuple[str, str]:
    """Return the markup's word for a status and what readers see; a question has two of its own.

    `former`: what the author says of it was said by who wrote another essay, which became part of
    this one.
    """
    if kind == Kind.QUESTION and status not in SAME:
        word = CLARIFIED if status in CLARIFYING else ASKED
        return word, str(OF_QUESTIONS[word])
    if kind == Kind.QUESTION and status == Status.MERGED:
        return Status.MERGED, str(MERGED_QUESTION)
    if former and status in BY_FORMER:
        return Status(status), str(BY_FORMER[Status(status)])
    return Status(status), str(Status(status).label)


def status_words(shown: str, merged_into: str, struck_reason: str, *, former: bool) -> str:
    """Return where an objection stands in words, by what `shown_status` calls it for the markup.

    `merged_into` is the address of what it became part of; `former` is what it is there.
    """
    if shown == Status.MERGED:
        return gettext("Now part of %(address)s") % {"address": merged_into}
    if shown == Status.STRUCK:
        return gettext("Removed by moderators: %(reason)s") % {"reason": struck_reason}
    if former and shown in BY_FORMER:
        return str(BY_FORMER[Status(shown)])
    return str(OF_QUESTIONS[shown] if shown in OF_QUESTIONS else Status(shown).label)


def status_in_short(shown: str, merged_into: str, *, former: bool) -> str:
    """Return the same in short."""
    if shown == Status.MERGED:
        return gettext("now part of %(address)s") % {"address": merged_into}
    if former and shown in SHORT_BY_FORMER:
        return str(SHORT_BY_FORMER[Status(shown)])
    known = QUESTIONS_IN_SHORT if shown in QUESTIONS_IN_SHORT else SHORT
    return str(known[shown])
