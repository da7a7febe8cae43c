"""Where objections and questions stand, in the words of readers."""

from typing import Any

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
# The same of what was put otherwise since: nobody said it of the words beside which it stands.
OF_EARLIER: dict[str, Any] = {
    Status.CONTESTED: gettext_lazy("Still disputed after an answer to an earlier wording"),
    Status.ANSWERED: gettext_lazy("Author answered an earlier wording; critics haven’t said"),
    Status.CONCEDED: gettext_lazy("Author agrees with an earlier wording"),
    Status.DECLINED: gettext_lazy("Author won’t pursue an earlier wording"),
    Status.SETTLED: gettext_lazy(
        "Answered to its critics’ satisfaction, but in an earlier wording"
    ),
    CLARIFIED: gettext_lazy("Clarified in an earlier wording"),
}
EARLIER_IN_SHORT: dict[str, Any] = {
    Status.ANSWERED: pgettext_lazy(
        "where an objection stands", "author answered an earlier wording"
    ),
    Status.CONCEDED: pgettext_lazy(
        "where an objection stands", "author agrees with an earlier wording"
    ),
    Status.DECLINED: pgettext_lazy(
        "where an objection stands", "author won’t pursue an earlier wording"
    ),
    Status.SETTLED: pgettext_lazy("where an objection stands", "settled in an earlier wording"),
    CLARIFIED: pgettext_lazy("where a question stands", "clarified in an earlier wording"),
}
FORMER_OF_EARLIER = OF_EARLIER | {
    Status.ANSWERED: gettext_lazy(
        "Former author answered an earlier wording; critics haven’t said"
    ),
    Status.CONCEDED: gettext_lazy("Former author agrees with an earlier wording"),
    Status.DECLINED: gettext_lazy("Former author won’t pursue an earlier wording"),
}
FORMER_OF_EARLIER_IN_SHORT = EARLIER_IN_SHORT | {
    Status.ANSWERED: pgettext_lazy(
        "where an objection stands", "former author answered an earlier wording"
    ),
    Status.CONCEDED: pgettext_lazy(
        "where an objection stands", "former author agrees with an earlier wording"
    ),
    Status.DECLINED: pgettext_lazy(
        "where an objection stands", "former author won’t pursue an earlier wording"
    ),
}
QUESTIONS_IN_SHORT = {
    ASKED: pgettext_lazy("where a question stands", "asked"),
    CLARIFIED: pgettext_lazy("where a question stands", "clarified"),
}


def shown_status(
    kind: str, status: str, *, former: bool = False, earlier: bool = False
) -> tuple[str, str]:
    """Return the markup's word for a status and what readers see; a question has two of its own.

    `former`: what the author says of it was said by who wrote another essay, which became part of
    this one. `earlier`: it came to stand there by what was said of an earlier wording.
    """
    other = _other_words(former=former, earlier=earlier)
    if kind == Kind.QUESTION and status not in SAME:
        word = CLARIFIED if status in CLARIFYING else ASKED
        return word, str((OF_QUESTIONS | other)[word])
    if kind == Kind.QUESTION and status == Status.MERGED:
        return Status.MERGED, str(MERGED_QUESTION)
    return Status(status), str(other.get(status) or Status(status).label)


def _other_words(*, former: bool, earlier: bool) -> dict[str, Any]:
    if earlier:
        return FORMER_OF_EARLIER if former else OF_EARLIER
    return {**BY_FORMER} if former else {}


def status_words(
    shown: str, merged_into: str, struck_reason: str, *, former: bool, earlier: bool
) -> str:
    """Return where an objection stands in words, by what `shown_status` calls it for the markup.

    `merged_into` is the address of what it became part of; `former` and `earlier` are what they are
    there.
    """
    if shown == Status.MERGED:
        return gettext("Now part of %(address)s") % {"address": merged_into}
    if shown == Status.STRUCK:
        return gettext("Removed by moderators: %(reason)s") % {"reason": struck_reason}
    other = _other_words(former=former, earlier=earlier)
    if shown in other:
        return str(other[shown])
    return str(OF_QUESTIONS[shown] if shown in OF_QUESTIONS else Status(shown).label)


def status_in_short(shown: str, merged_into: str, *, former: bool, earlier: bool) -> str:
    """Return the same in short."""
    if shown == Status.MERGED:
        return gettext("now part of %(address)s") % {"address": merged_into}
    other: dict[str, Any] = {**SHORT_BY_FORMER} if former else {}
    if earlier:
        other = FORMER_OF_EARLIER_IN_SHORT if former else EARLIER_IN_SHORT
    return str((SHORT | QUESTIONS_IN_SHORT | other)[shown])
