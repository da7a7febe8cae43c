"""Whether each holder is where the last thing that they said puts them."""

from collections.abc import Iterator

from critiques.check_objections import name_of
from critiques.models import Holder, HolderEvent
from critiques.words import HOLDING
from forum.models import Post


def faults_of_holders(post: Post) -> Iterator[tuple[str, bool]]:
    """Yield what is wrong with the holders of a post, and whether the events tell what is right."""
    last = last_events(post)
    holders = {
        (each.objection_id, each.user_id): each
        for each in Holder.objects.filter(objection__post=post).select_related("objection")
    }
    for (objection_id, user_id), event in last.items():
        if (objection_id, user_id) not in holders:
            what = f"{name_of(event.objection)}: user {user_id} spoke of it but is no holder"
            yield what, True
    for key, holder in sorted(holders.items()):
        who = f"{name_of(holder.objection)}: user {holder.user_id}"
        if holder.user_id == post.author_id:
            yield f"{who} holds it, but wrote the essay", False
        if key not in last:
            yield f"{who} is a holder without an event", False
        elif holder.state != last[key].event:
            what = f"{who} is at {holder.state}, but said {last[key].event} last"
            yield what, True
        if holder.is_main and holder.state not in HOLDING:
            what = f"{who} has it as main disagreement, but does not hold it"
            yield what, True
        if holder.post_id != post.pk:
            yield f"{who} is noted with post {holder.post_id}", True


def last_events(post: Post) -> dict[tuple[int, int], HolderEvent]:
    """Return the last event of each holder, by objection and user."""
    events = HolderEvent.objects.filter(objection__post=post).select_related("objection")
    events = events.order_by("created_at", "pk")
    return {(each.objection_id, each.user_id): each for each in events}
