"""Which revisions of an essay were made because of which objections, and whom to thank."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from accounts.statements import Statement
from critiques.models import Receipt
from critiques.record.cards import ObjectionCard
from forum.models import PostRevision
from web.dates import day


class Change(NamedTuple):
    """The essay changed because of an objection; `url` shows what changed then."""

    objection: int
    revision: int
    # When the author said so, and when the essay was revised.
    at: datetime
    when: str
    words: str
    url: str


class ReceiptLine(NamedTuple):
    """A change as the essay shows it; `thanks` is the raiser, where readers may know them."""

    o: ObjectionCard
    change: Change
    thanks: str


def changes_of(post: Any, objections: Iterable[int]) -> list[Change]:
    """Return the changes of a post because of these objections, oldest first.

    `post` has `readable`: without it the words that changed are left out, as those of a removed
    wording are. One query, none for an essay that was never revised.
    """
    if post.revision == 1:
        return []
    return [
        Change(
            objection=each.objection_id,
            revision=each.revision.number,
            at=each.created_at,
            when=day(each.revision.created_at),
            words=each.words if post.readable and each.revision.hidden_at is None else "",
            url=difference(post.pk, each.revision.number - 1, each.revision.number),
        )
        for each in _receipts.rows(None, post.pk, sorted(objections))
    ]


@Statement
def _receipts(_: Any, post_id: int, objections: Sequence[int]) -> QuerySet[Receipt]:
    found = Receipt.objects.filter(objection__in=objections, revision__post=post_id)
    found = found.select_related("revision").defer(*PostRevision.texts("revision"))
    return found.order_by("revision__number", "objection__number")


def receipts_of(post: Any, cards: Mapping[int, ObjectionCard]) -> list[ReceiptLine]:
    """Return the changes because of the objections in `cards`, the latest first. One query."""
    lines = [
        ReceiptLine(card, change, card.raiser.shown_name if card.raised_readable else "")
        for change in changes_of(post, cards.keys())
        for card in [cards[change.objection]]
    ]
    return sorted(lines, key=lambda line: -line.change.revision)


def difference(post_id: int, old: int, new: int) -> str:
    """Return where one reads what changed from one revision of an essay to another."""
    return f"{reverse('post-revisions', args=[post_id])}?from={old}&to={new}"
