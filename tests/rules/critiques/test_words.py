"""Whoever adds a kind of saying is told of each place that has to have words for it."""

from enum import Enum
from typing import Any

import pytest

from critiques import terms
from critiques.choices import ACTS, EVENTS, RAISES, STANCES
from critiques.pages.news.words import DID
from critiques.pictures import grid
from critiques.record import history
from critiques.record.course import steps
from critiques.terms import TOLD_OF
from critiques.terms.verbs import SAYS
from critiques.words import Act, Event, Kind, Stance, Status
from threads import addresses
from threads.points import options
from transfer.parse import sayings

OF_STANCES: dict[str, Any] = {
    "what each is chosen by": STANCES.values(),
    "whatever tells of it": TOLD_OF,
    "steps of a timeline": steps.TELLS,
    "news": DID,
    "the grid": grid.SIGNS,
}
OF_ACTS: dict[str, Any] = {
    # Files have it; who asks about an objection in a reply asks a question of their own.
    "what each is chosen by": {*ACTS.values(), Act.RAISE, Act.ASK},
    "chips": SAYS,
    "after placing points": addresses.DEEDS,
}
# Raising and sharing are told as what a holder says.
OF_EVENTS: dict[str, Any] = {
    "history": history.said_by_holders_of(Kind.OBJECTION),
    "news": DID,
    "the grid": grid.SIGNS,
}
TABLES = [
    *((Stance, *each) for each in OF_STANCES.items()),
    *((Act, *each) for each in OF_ACTS.items()),
    *((Event, *each) for each in OF_EVENTS.items()),
    (Status, "cards", terms.SHORT),
    (Status, "the order of a summary", terms.RANKS),
]


@pytest.mark.parametrize(("kind", "where", "words"), TABLES)
def test_each_kind_of_saying_has_its_words(kind: type[Enum], where: str, words: Any) -> None:
    assert set(kind) - set(words) == set(), f"give it words: {where}"


def test_what_a_form_offers_is_what_can_be_chosen() -> None:
    assert {*options.BY_AUTHOR, *options.BY_OTHERS} == set(ACTS)
    assert set(options.PLAIN) == {*RAISES, "none"}
    assert set(STANCES) | set(EVENTS) <= set(ACTS)
    assert all(options.stem(does) and options.sentence(does) for does in ACTS)
    assert set(sayings.STANCES.values()) == set(Stance) - {Stance.CONCEDED_IN_PART}
