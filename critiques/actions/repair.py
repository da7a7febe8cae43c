"""Writing anew what follows from what people did."""

from django.db import transaction

from critiques.actions.passages import repair_passages
from critiques.check import visible_replies
from critiques.facts import compute, store
from critiques.faults import last_events
from critiques.models import Holder, HolderEvent
from critiques.words import HOLDING
from forum.locks import lock_post_for_repair
from forum.models import Post


def repair_post(*, post_id: int) -> None:
    """Write every holder's state, every objection's facts and place, and the count of replies anew.

    Under the post's lock; what nobody did is not invented: a holder without an event stays.
    Raises Post.DoesNotExist.
    """
    with transaction.atomic():
        post = lock_post_for_repair(post_id=post_id)
        for event in last_events(post).values():
            _repair_holder(post, event)
        idle = Holder.objects.filter(objection__post=post, is_main=True)
        idle.exclude(state__in=HOLDING).update(is_main=False)
        store(compute(post))
        repair_passages(post)
        Post.objects.filter(pk=post.pk).update(reply_count=visible_replies())


def _repair_holder(post: Post, event: HolderEvent) -> None:
    last = {"state": event.event, "state_at": event.created_at, "post": post}
    said = HolderEvent.objects.filter(objection=event.objection_id, user=event.user_id)
    Holder.objects.update_or_create(
        objection_id=event.objection_id,
        user_id=event.user_id,
        defaults=last,
        create_defaults=last | {"since": said.earliest("created_at").created_at},
    )
