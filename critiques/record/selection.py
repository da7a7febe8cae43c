"""Which objection a form names: one of the few that it lists, or any other by its address."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self

from critiques.models import Objection
from critiques.record.cards import ObjectionCard
from web.addresses import whole_number

# As many stand in each list of a form, however many there are; the others are named.
LISTED = 12
# The value that says that it is another one.
ANOTHER = "another"
# What follows, such as the claim, is no part of it.
_ADDRESS = re.compile(r"\s*(?:([2-9]|[1-9]\d{1,3})?([a-eA-E])|#?(\d{1,9}))(?![^\W_])")


class Listed(NamedTuple):
    """Objections to choose from: those that a form lists, and those that it does not, by number."""

    cards: list[ObjectionCard]
    others: list[ObjectionCard]

    @classmethod
    def of(
        cls, cards: Iterable[ObjectionCard], first: Iterable[int] = (), most: int = LISTED
    ) -> Self:
        """Return it for these; listed are those in `first`, then unresolved ones, most shared."""
        wanted = set(first)
        ranked = sorted(cards, key=lambda card: (card.pk not in wanted, card.rank))
        in_order = (
            sorted(some, key=lambda card: card.number) for some in (ranked[:most], ranked[most:])
        )
        return cls(*in_order)


def address_in(text: str) -> str:
    """Return the address that `text` begins with, “b”, “2b” or “#6”, or “” where it has none."""
    found = _ADDRESS.match(text[:20])
    if not found:
        return ""
    round_, letter, number = found.groups()
    return f"{round_ or ''}{letter.lower()}" if letter else f"#{int(number)}"


def numbers_by_address(cards: Iterable[ObjectionCard]) -> dict[str, int]:
    """Return the numbers of objections by whatever address they may be named with."""
    numbers: dict[str, int] = {}
    for card in cards:
        numbers[card.address] = numbers[f"#{card.number}"] = card.number
    return numbers


def named(data: Mapping[str, Any], field: str, post_id: int) -> int | None:
    """Return the number of the objection that `field` of a form names, or None.

    Where it says another, that is in the field `of`. One query then, else none.
    """
    value = data.get(field, "")
    if value != ANOTHER:
        return whole_number(value)
    address = address_in(data.get("of", ""))
    if address.startswith("#"):
        return int(address[1:])
    found = Objection.objects.filter(
        post=post_id, round=int(address[:-1] or 1), letter=address[-1:]
    )
    return found.values_list("number", flat=True).first() if address else None
