"""The objections of a discussion, for its file."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from critiques.cards import readable_claim
from critiques.models import Holder, HolderEvent, Objection, Position
from forum.models import Post


def readable_objections(post: Post) -> list[Any]:
    """Return the post’s objections, by number, with what the public may read of them."""
    found = Objection.objects.filter(post=post).known_to(None).for_reading(None)
    return list(
        found.select_related("merged_into").prefetch_related("similar_to").order_by("number")
    )


def objection_items(
    objections: list[Any],
    names: dict[int, str],
    readable: set[int],
    numbers: dict[int, int],
) -> list[dict[str, Any]]:
    """Return them for the file; `names` are the replies’ ids, `numbers` the objections’."""
    events, mains, positions = defaultdict(list), defaultdict(list), defaultdict(list)
    said = HolderEvent.objects.filter(objection__in=numbers).select_related("user")
    for event in said.order_by("created_at", "pk"):
        events[event.objection_id].append(event)
    holders = Holder.objects.filter(objection__in=numbers, is_main=True).select_related("user")
    for holder in holders.order_by("since", "pk"):
        mains[holder.objection_id].append(holder.user.username)
    words = Position.objects.filter(objection__in=numbers)
    for position in words.order_by("created_at", "pk"):
        if position.reply_id is None or position.reply_id in readable:
            positions[position.objection_id].append(position)
    items = []
    for each in objections:
        claim = readable_claim(each, None)
        items.append(
            {
                "number": each.number,
                "kind": each.kind,
                "round": each.round,
                "letter": each.letter,
                "claim": claim,
                "created": time_of(each.created_at),
                "raised_in": names[each.raised_in_id],
                "status": each.status,
                "merged_into": each.merged_into.number if each.merged_into else None,
                "struck": {"at": time_of(each.struck_at), "reason": each.struck_reason}
                if each.struck_at
                else None,
                "similar_to": sorted(numbers[o.pk] for o in each.similar_to.all()),
                "passage": _passage(each) if claim is not None else None,
                "events": [
                    {
                        "user": event.user.username,
                        "event": event.event,
                        "created": time_of(event.created_at),
                        "reply": names.get(event.reply_id)
                        if _told(event, each, readable)
                        else None,
                    }
                    for event in events[each.pk]
                ],
                "main_of": mains[each.pk],
                "positions": [
                    {
                        "position": position.position,
                        "reply": names.get(position.reply_id) if position.reply_id else None,
                        "text": position.text,
                        "created": time_of(position.created_at),
                    }
                    for position in positions[each.pk]
                ],
            }
        )
    return items


def _told(event: HolderEvent, objection: Objection, readable: set[int]) -> bool:
    return event.reply_id in readable or event.reply_id == objection.raised_in_id


def _passage(objection: Objection) -> dict[str, Any] | None:
    if not objection.passage:
        return None
    return {
        "exact": objection.passage,
        "prefix": objection.passage_prefix,
        "suffix": objection.passage_suffix,
        "start": objection.passage_start,
        "revision": objection.passage_revision,
        "state": objection.passage_state,
    }


def time_of(moment: datetime | None) -> str | None:
    """Return a time as the file has it, in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
