"""Which revisions of an essay were made because of which objections, and whom to thank."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from critiques.cards import ObjectionCard
from critiques.models import Receipt
from forum.dates import day


@dataclass(frozen=True)
class ReceiptLine:
    """One objection because of which the essay changed; `url` shows what changed then."""

    o: ObjectionCard
    revision: int
    at: datetime
    when: str
    words: str
    url: str
    # The raiser's name, where readers may know it.
    thanks: str


def receipts_of(post: Any, cards: Mapping[int, ObjectionCard]) -> list[ReceiptLine]:
    """Return the receipts of a post for the objections in `cards`, the latest first.

    `post` has `readable`: without it the words that changed are left out. One query, none for an
    essay that was never revised.
    """
    if post.revision == 1:
        return []
    found: Any = (
        Receipt.objects.filter(revision__post=post, objection__in=cards)
        .select_related("revision", "objection__raiser")
        .order_by("-revision__number", "objection__number")
    )
    return [
        ReceiptLine(
            o=cards[each.objection_id],
            revision=each.revision.number,
            at=each.created_at,
            when=day(each.revision.created_at),
            words=each.words if post.readable else "",
            url=difference(post.pk, each.revision.number - 1, each.revision.number),
            thanks=each.objection.raiser.shown_name
            if cards[each.objection_id].raised_readable
            else "",
        )
        for each in found
    ]


def difference(post_id: int, old: int, new: int) -> str:
    """Return where one reads what changed from one revision of an essay to another."""
    return f"{reverse('post-revisions', args=[post_id])}?from={old}&to={new}"
