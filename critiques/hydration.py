"""Objections with what a viewer may see of their claims, added to a whole page at once."""

from collections.abc import Iterable
from typing import Any

from critiques.models import Holder, Objection
from critiques.shown_passages import shown_passages
from critiques.words import HOLDING
from forum.models import Post, Reply, State


def hydrated(objections: Iterable[Objection], viewer: Any) -> list[Any]:
    """Return objections of posts that `viewer` may know of, ready for reading.

    Each gains `raised_state`, `raised_readable` (may `viewer` read the reply that raised it?),
    `raised_away` (is that elsewhere now?), `other_wording` (a present holder's own words that
    `viewer` may read, where that reply was withdrawn) and `shown_passage`. One query, and one more
    where a reply that raised one was withdrawn, or moved, and where a passage was lost.
    """
    found: list[Any] = list(objections)
    raised = _raised(found, viewer)
    orphans = [each.pk for each in found if raised[each.raised_in_id][0] == State.WITHDRAWN]
    wordings: dict[int, str] = {}
    if orphans:
        holders = Holder.objects.for_reading(viewer).filter(
            objection__in=orphans, state__in=HOLDING
        )
        for holder in holders.order_by("since", "pk"):
            if holder.readable_wording:
                wordings.setdefault(holder.objection_id, holder.readable_wording)
    passages = shown_passages(found, viewer)
    for each in found:
        each.shown_passage = passages.get(each.pk)
        each.raised_state, each.raised_readable, each.raised_away = raised[each.raised_in_id]
        if each.raised_elsewhere:
            each.raised_state, each.raised_readable, each.raised_away = State.VISIBLE, True, True
        each.other_wording = wordings.get(each.pk, "")
    return found


def _raised(objections: list[Any], viewer: Any) -> dict[int, tuple[str, bool, bool]]:
    """Return of the replies that raised these: state, readable by `viewer`, moved away."""
    homes = {each.raised_in_id: each.post_id for each in objections}
    replies = Reply.objects.filter(pk__in=homes).with_readable(viewer)
    rows = list(replies.values_list("pk", "post", "state", "essay__state", "readable"))
    elsewhere = {post for pk, post, *_ in rows if post != homes[pk]}
    known = set(Post.objects.known_to(viewer).filter(pk__in=elsewhere).values_list("pk", flat=True))
    raised = {}
    for pk, post, state, made, readable in rows:
        if post != homes[pk] and post not in known:
            raised[pk] = (State.HIDDEN, False, True)
        else:
            away = post != homes[pk] or made is not None
            raised[pk] = (State.WITHDRAWN if made == State.WITHDRAWN else state, readable, away)
    return raised
