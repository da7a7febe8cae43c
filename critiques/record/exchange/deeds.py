"""What somebody does who makes a move, as it is told after their name."""

from datetime import datetime

from django.utils.translation import gettext, pgettext

from critiques.record.cards import ObjectionCard
from critiques.record.sayings.quotes import Quote
from critiques.record.sayings.sayings import Saying
from critiques.terms import deeds_for, words_for
from critiques.words import Act, Event
from web.dates import day, is_same_day


def changes_the_essay() -> str:
    """Return what an author does who answers by a revision."""
    return pgettext("after a name", "changes the essay")


def adopts(name: str) -> str:
    """Return what an author does for whom somebody’s answer speaks."""
    return pgettext("after a name", "adopts %(name)s’s answer") % {"name": name}


def put_here() -> str:
    """Return what is said of somebody who did not write it to what it stands beneath."""
    return pgettext("after a name", ", moved here by a moderator")


def said_by_holder(
    card: ObjectionCard, said: Saying, quote: Quote | None, *, joining: bool, left: bool
) -> str:
    """Return what a holder does who said this; `joining` if it is the first that they say of it.

    Of nobody is told that they gave no reason whose reason may be what cannot be read any more: a
    reply that is gone, or a line of somebody who has `left`.
    """
    words, event = words_for(card.kind), Event(said.event)
    if quote and quote.act == Act.RAISE:
        merged = pgettext("after a name", "%(raised)s in a way that is now part of this")
        return merged % {"raised": words.raised}
    if event == Event.HOLD:
        does = str(words.shares)
    elif joining and event == Event.REAFFIRM:
        does = pgettext("after a name", "%(shares)s, after an answer") % {"shares": words.shares}
    else:
        does = _told(card.kind, event, bare=not (quote or said.text or said.reply or left))
    does = dated(does, quote, said.at) if quote and not said.text else does
    return of_part(does) if said.of_part else does


def of_part(says: str) -> str:
    """Say with it that nobody said it of the whole."""
    return gettext("%(says)s (said of what is now part of it)") % {"says": says}


def of_merged_essay(says: str) -> str:
    """Say with it that it was not said of the essay it stands beneath now."""
    return gettext("%(says)s (beneath an essay that was merged into this one)") % {"says": says}


def _told(kind: str, event: Event, *, bare: bool) -> str:
    if event == Event.SATISFIED:
        says = pgettext("after a name", "is satisfied")
        return not_more(says) if bare else says
    if event == Event.REAFFIRM and bare:
        return _not_why(str(words_for(kind).reaffirms))
    deeds = deeds_for(kind)
    says = deeds.takes_back if event == Event.WITHDRAW else deeds.disputes
    return _not_why(says) if bare else says


def not_more(says: str) -> str:
    """Return what somebody does who does no more than that."""
    return gettext("%(says)s, without saying more") % {"says": says}


def _not_why(says: str) -> str:
    return gettext("%(says)s, without saying why") % {"says": says}


def changed_since(says: str) -> str:
    """Return what was done to other words than those that stand beside it by now."""
    return gettext("%(says)s (text changed since)") % {"says": says}


def dated(says: str, quote: Quote, at: datetime) -> str:
    """Words that are older than what they are made to say never pass for newer ones."""
    if is_same_day(quote.at, at):
        return says
    return gettext("%(says)s in the words of %(day)s") % {"says": says, "day": day(quote.at)}
