"""A card of an objection, without a database."""

from datetime import UTC, datetime
from typing import Any

from critiques.people import Person
from critiques.record.cards import ObjectionCard
from critiques.words import UNRESOLVED, Status

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def card(pk: int, status: str = Status.OPEN, **other: Any) -> ObjectionCard:
    """Return the card of an objection that Bob raised, but for what is said in `other`."""
    plain: dict[str, Any] = {
        "pk": pk,
        "post_id": 1,
        "number": pk,
        "kind": "objection",
        "letter": "",
        "round": "",
        "address": f"#{pk}",
        "own_claim": "A claim",
        "raised_readable": True,
        "raised_state": "visible",
        "status": status,
        "url": f"/posts/1/objections/{pk}/",
        "holder_count": 1,
        "main_count": 0,
        "unresolved": status in UNRESOLVED,
        "by_former": False,
        "raiser": Person(1, "bob", "Bob", False),
        "raised_in_id": pk,
        "created_at": START,
        "merged_into_id": None,
        "merged_into": "",
        "merged_at": None,
        "merged_by_id": None,
        "struck_at": None,
        "struck_reason": "",
        "anchor": None,
    }
    return ObjectionCard(**plain | other)
