"""How many objections and questions stand where, in a sentence."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names, nothing, spelt_objections
from critiques.terms import SHORT
from critiques.words import ASKED, Status

# Of these it is said who the author is: it may have been another one, of an essay that became part
# of this one.
NAMED = (Status.CONCEDED, Status.DECLINED)


def tally(cards: Iterable[ObjectionCard]) -> str:
    """Return how many objections stand where: “Five objections: 2 still disputed, …”."""
    counts = Counter((card.status, card.by_former and card.status in NAMED) for card in cards)
    if not counts:
        return nothing()
    phrases = [
        _phrase(status, former, counts[status, former])
        for status in SHORT
        for former in (False, True)
        if counts[status, former]
    ]
    said = {"objections": spelt_objections(sum(counts.values())), "list": names(phrases)}
    return gettext("%(objections)s: %(list)s.") % said


def ask_tally(cards: Iterable[ObjectionCard]) -> str:
    """Return how many questions there are and how many wait: “3 questions, 1 open.”"""
    cards = list(cards)
    if not cards:
        return ""
    waiting = sum(card.status == ASKED for card in cards)
    if len(cards) == 1:
        return gettext("1 question, open.") if waiting else gettext("1 question, clarified.")
    said = {"count": len(cards), "open": waiting}
    if not waiting:
        return gettext("%(count)d questions, all clarified.") % said
    return (
        ngettext(
            "%(count)d questions, %(open)d open.", "%(count)d questions, %(open)d open.", waiting
        )
        % said
    )


def _phrase(status: str, former: bool, count: int) -> str:
    if former:
        said = {
            Status.CONCEDED: ngettext(
                "a former author agrees with %(count)d",
                "a former author agrees with %(count)d",
                count,
            ),
            Status.DECLINED: ngettext(
                "a former author won’t pursue %(count)d",
                "a former author won’t pursue %(count)d",
                count,
            ),
        }
        return said[Status(status)] % {"count": count}
    return {
        Status.CONTESTED: ngettext(
            "%(count)d is still disputed", "%(count)d are still disputed", count
        ),
        Status.OPEN: ngettext("%(count)d is unanswered", "%(count)d are unanswered", count),
        Status.ANSWERED: ngettext(
            "%(count)d is answered and waits for its critics",
            "%(count)d are answered and wait for their critics",
            count,
        ),
        Status.CONCEDED: ngettext(
            "the author agrees with %(count)d", "the author agrees with %(count)d", count
        ),
        Status.DECLINED: ngettext(
            "the author won’t pursue %(count)d", "the author won’t pursue %(count)d", count
        ),
        Status.SETTLED: ngettext("%(count)d is settled", "%(count)d are settled", count),
        Status.WITHDRAWN: ngettext("%(count)d was taken back", "%(count)d were taken back", count),
        Status.MERGED: ngettext(
            "%(count)d became part of another", "%(count)d became part of others", count
        ),
        Status.STRUCK: ngettext(
            "%(count)d was removed by moderators", "%(count)d were removed by moderators", count
        ),
    }[Status(status)] % {"count": count}
