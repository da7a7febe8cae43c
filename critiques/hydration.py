"""Objections with what a viewer may see of their claims, added to a whole page at once."""

from collections.abc import Iterable
from typing import Any

from critiques.models import Holder, Objection
from critiques.words import HOLDING
from forum.models import Reply, State


def hydrated(objections: Iterable[Objection], viewer: Any) -> list[Any]:
    """Return objections of posts that `viewer` may know of, ready for reading.

    Each gains `raised_state`, `raised_readable` (may `viewer` read the reply that raised it?) and
    `other_wording` (a present holder's own words that `viewer` may read, where that reply was
    withdrawn). One query, and one more where a reply that raised one was withdrawn.
    """
    found: list[Any] = list(objections)
    replies = Reply.objects.filter(pk__in={each.raised_in_id for each in found})
    raised = {
        pk: (state, readable)
        for pk, state, readable in replies.with_readable(viewer).values_list(
            "pk", "state", "readable"
        )
    }
    orphans = [each.pk for each in found if raised[each.raised_in_id][0] == State.WITHDRAWN]
    wordings: dict[int, str] = {}
    if orphans:
        holders = Holder.objects.for_reading(viewer).filter(
            objection__in=orphans, state__in=HOLDING
        )
        for holder in holders.order_by("since", "pk"):
            if holder.readable_wording:
                wordings.setdefault(holder.objection_id, holder.readable_wording)
    for each in found:
        each.raised_state, each.raised_readable = raised[each.raised_in_id]
        each.other_wording = wordings.get(each.pk, "")
    return found
