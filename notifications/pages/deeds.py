"""What somebody says of objections, told after their name: of one, and of several of a kind."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import npgettext_lazy

from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names
from critiques.terms import IN_PART, NAMED
from critiques.words import Act, Event, Kind

# By what a reply does, or what a holder or the author says.
OF_OBJECTIONS: dict[str, Any] = {
    Act.RAISE: npgettext_lazy(
        "after a name", "raises objection %(addresses)s", "raises objections %(addresses)s", "count"
    ),
    Act.SUPPORT: npgettext_lazy(
        "after a name", "shares objection %(addresses)s", "shares objections %(addresses)s", "count"
    ),
    Act.ANSWER: npgettext_lazy(
        "after a name",
        "answers objection %(addresses)s",
        "answers objections %(addresses)s",
        "count",
    ),
    Act.ASK: npgettext_lazy(
        "after a name",
        "asks about objection %(addresses)s",
        "asks about objections %(addresses)s",
        "count",
    ),
    Act.DISCUSS: npgettext_lazy(
        "after a name",
        "writes about objection %(addresses)s",
        "writes about objections %(addresses)s",
        "count",
    ),
    Act.CONCEDE: npgettext_lazy(
        "after a name",
        "agrees with objection %(addresses)s",
        "agrees with objections %(addresses)s",
        "count",
    ),
    IN_PART: npgettext_lazy(
        "after a name",
        "agrees in part with objection %(addresses)s",
        "agrees in part with objections %(addresses)s",
        "count",
    ),
    Act.DECLINE: npgettext_lazy(
        "after a name",
        "won’t pursue objection %(addresses)s",
        "won’t pursue objections %(addresses)s",
        "count",
    ),
    Act.WITHDRAW: npgettext_lazy(
        "after a name",
        "takes back objection %(addresses)s",
        "takes back objections %(addresses)s",
        "count",
    ),
    Event.REAFFIRM: npgettext_lazy(
        "after a name",
        "still disputes objection %(addresses)s",
        "still disputes objections %(addresses)s",
        "count",
    ),
    Event.SATISFIED: npgettext_lazy(
        "after a name",
        "is satisfied on objection %(addresses)s",
        "is satisfied on objections %(addresses)s",
        "count",
    ),
}
OF_QUESTIONS: dict[str, Any] = {
    Act.RAISE: npgettext_lazy(
        "after a name", "raises question %(addresses)s", "raises questions %(addresses)s", "count"
    ),
    Act.SUPPORT: npgettext_lazy(
        "after a name", "shares question %(addresses)s", "shares questions %(addresses)s", "count"
    ),
    Act.ANSWER: npgettext_lazy(
        "after a name", "answers question %(addresses)s", "answers questions %(addresses)s", "count"
    ),
    Act.ASK: npgettext_lazy(
        "after a name",
        "asks about question %(addresses)s",
        "asks about questions %(addresses)s",
        "count",
    ),
    Act.DISCUSS: npgettext_lazy(
        "after a name",
        "writes about question %(addresses)s",
        "writes about questions %(addresses)s",
        "count",
    ),
    Act.CONCEDE: npgettext_lazy(
        "after a name",
        "agrees with question %(addresses)s",
        "agrees with questions %(addresses)s",
        "count",
    ),
    IN_PART: npgettext_lazy(
        "after a name",
        "agrees in part with question %(addresses)s",
        "agrees in part with questions %(addresses)s",
        "count",
    ),
    Act.DECLINE: npgettext_lazy(
        "after a name",
        "won’t pursue question %(addresses)s",
        "won’t pursue questions %(addresses)s",
        "count",
    ),
    Act.WITHDRAW: npgettext_lazy(
        "after a name",
        "takes back question %(addresses)s",
        "takes back questions %(addresses)s",
        "count",
    ),
    Event.REAFFIRM: npgettext_lazy(
        "after a name",
        "still asks question %(addresses)s",
        "still asks questions %(addresses)s",
        "count",
    ),
    Event.SATISFIED: npgettext_lazy(
        "after a name",
        "is satisfied on question %(addresses)s",
        "is satisfied on questions %(addresses)s",
        "count",
    ),
}
BECAUSE_OF: dict[Kind, Any] = {
    Kind.OBJECTION: npgettext_lazy(
        "because of", "objection %(addresses)s", "objections %(addresses)s", "count"
    ),
    Kind.QUESTION: npgettext_lazy(
        "because of", "question %(addresses)s", "questions %(addresses)s", "count"
    ),
}


def named(card: ObjectionCard) -> str:
    """Return what an objection is called in a sentence: “objection b”, “question #6”."""
    return str(NAMED[Kind(card.kind)]) % {"address": card.address}


def deed(what: str, cards: Iterable[ObjectionCard]) -> str:
    """Return what is done to objections: “raises objections a and b, raises question #6”."""
    of = {Kind.OBJECTION: OF_OBJECTIONS, Kind.QUESTION: OF_QUESTIONS}
    return ", ".join(_put(of[kind][what], found) for kind, found in _by_kind(cards).items())


def because_of(cards: Iterable[ObjectionCard]) -> str:
    """Return what an essay was revised because of: “objections a and b and question #6”."""
    return names([_put(BECAUSE_OF[kind], found) for kind, found in _by_kind(cards).items()])


def _put(said: Any, addresses: list[str]) -> str:
    put: str = said % {"addresses": names(addresses), "count": len(addresses)}
    return put


def _by_kind(cards: Iterable[ObjectionCard]) -> dict[Kind, list[str]]:
    kinds: dict[Kind, list[str]] = {}
    for card in cards:
        kinds.setdefault(Kind(card.kind), []).append(card.address)
    return kinds
