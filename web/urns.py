"""Names for ever of what is on the site, whatever its address and theirs: for readers of feeds."""

from uuid import UUID, uuid5

from django.contrib.auth import get_user_model

_REJOINDER = UUID("8a0c7d52-5a52-4c0f-9d86-0f3f6f1c2f4e")


def site_id() -> UUID:
    """Return which site this is, for ever. One query.

    Who came first, and when, tells it from any other: nobody's row is ever deleted, a backup has
    it, and it goes along to another address. Where nobody came yet there is nothing to name.
    """
    # By a condition, an index finds the first one.
    everybody = get_user_model().objects.filter(pk__gt=0).order_by("pk")
    first = everybody.values_list("pk", "date_joined").first()
    return uuid5(_REJOINDER, f"{first[0]} {first[1].isoformat()}" if first else "")


def urn(site: UUID, *what: str | int) -> str:
    """Return the name of a thing of that site: of its kind and its number, say."""
    return uuid5(site, " ".join(map(str, what))).urn
