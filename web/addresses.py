"""Addresses: of a route quickly, and the numbers in them, as people and programs may write them."""

from functools import cache

from django.http import Http404
from django.urls import reverse

# Stand for a route's numbers and names.
MARKS = ("1000000007", "1000000009")


def address_of(route: str, *what: int | str) -> str:
    """Return the address of a route for up to two numbers, or ASCII names; Django found it once."""
    pieces = _around(route, len(what))
    return "".join(f"{before}{each}" for before, each in zip(pieces, (*what, ""), strict=True))


@cache
def _around(route: str, count: int) -> list[str]:
    rest, pieces = reverse(route, args=MARKS[:count]), []
    for mark in MARKS[:count]:
        before, _, rest = rest.partition(mark)
        pieces.append(before)
    return [*pieces, rest]


def page_number(asked: str) -> int:
    """Return the number of a page that an address asks for; raises Http404 for nonsense."""
    if not asked:
        return 1
    number = whole_number(asked)
    if not number or number >= 10**6:
        raise Http404("There is no such page.")
    return number


def whole_number(asked: str) -> int | None:
    """Return the number that a text is, small enough for the database, else None."""
    plain = asked.isascii() and asked.isdigit() and len(asked) < 19
    return int(asked) if plain else None
