"""Writing what holders and the author said of an objection."""

from collections import defaultdict

from accounts.models import User
from critiques.discussion.plan import DiscussionPlan, ObjectionPlan
from critiques.models import Holder, HolderEvent, Objection, Position
from forum.models import Post, Reply


def write_sayings(
    post: Post,
    plan: ObjectionPlan,
    objection: Objection,
    replies: dict[str, Reply],
    people: dict[str, User],
    discussion: DiscussionPlan,
) -> None:
    """Write the events, holders and positions of one planned objection."""
    by_user = defaultdict(list)
    for event in plan.events:
        by_user[people[event.user].pk].append(event)
    HolderEvent.objects.bulk_create(
        HolderEvent(
            objection=objection,
            user=people[event.user],
            event=event.event,
            reply=replies[event.reply] if event.reply else None,
            created_at=event.created,
        )
        for event in plan.events
    )
    wordings = _wordings(discussion, plan.number)
    mains = {people[name].pk for name in plan.main_of}
    Holder.objects.bulk_create(
        Holder(
            objection=objection,
            post=post,
            user_id=user,
            state=events[-1].event,
            state_at=events[-1].created,
            since=events[0].created,
            wording=wordings.get(events[0].user, ""),
            is_main=user in mains,
        )
        for user, events in by_user.items()
    )
    Position.objects.bulk_create(
        Position(
            objection=objection,
            author=post.author,
            position=each.position,
            reply=replies[each.reply] if each.reply else None,
            text=each.text,
            created_at=each.created,
        )
        for each in plan.positions
    )


def _wordings(plan: DiscussionPlan, number: int) -> dict[str, str]:
    return {
        reply.author: tag.wording
        for reply in plan.replies
        for tag in reply.tags
        if tag.objection == number and tag.wording
    }
