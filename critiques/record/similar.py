"""Which objections of a post somebody found alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.models import Similar
from critiques.record.cards import ObjectionCard


def similar_in(post_id: int) -> dict[int, set[int]]:
    """Return the ids of the objections that each objection of a post is similar to. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in _pairs.rows(None, post_id):
        found[first].add(second)
        found[second].add(first)
    return found


@Statement
def _pairs(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    return Similar.objects.filter(first__post=post_id).values_list("first", "second")


def alike_together(
    cards: Iterable[ObjectionCard], similar: Mapping[int, set[int]]
) -> list[ObjectionCard]:
    """Return the cards in their order, but each followed by those that are similar to it."""
    waiting = {card.pk: card for card in cards}
    place = {pk: n for n, pk in enumerate(waiting)}
    ordered: list[ObjectionCard] = []
    for first in place:
        group = [waiting.pop(first)] if first in waiting else []
        for card in group:
            alike = similar.get(card.pk, set()) & waiting.keys()
            group += [waiting.pop(pk) for pk in sorted(alike, key=place.__getitem__)]
        ordered += group
    return ordered
