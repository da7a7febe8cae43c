"""Numbers in addresses, as people and programs may write them."""

from django.http import Http404


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
