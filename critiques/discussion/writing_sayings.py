"""Writing what holders and the author said of an objection."""

from collections import defaultdict

from accounts.models import User
from critiques.discussion.plan import DiscussionPlan, ObjectionPlan, TagPlan
from critiques.models import Holder, HolderEvent, Objection, Position
from forum.models import Post, Reply


def write_sayings(
    post: Post,
    plan: ObjectionPlan,
    objection: Objection,
    replies: dict[str, Reply],
    people: dict[str, User],
    wordings: dict[tuple[int, str], str],
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
    mains = {people[name].pk for name in plan.main_of}
    Holder.objects.bulk_create(
        Holder(
            objection=objection,
            post=post,
            user_id=user,
            state=events[-1].event,
            state_at=events[-1].created,
            since=events[0].created,
            wording=wordings.get((plan.number, events[0].user), ""),
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


def wordings_of(plan: DiscussionPlan) -> dict[tuple[int, str], str]:
    """Return the words in which people first joined objections, by number and name."""
    first: dict[tuple[int, str], TagPlan] = {}
    for reply in plan.replies:
        for tag in reply.tags:
            before = first.get((tag.objection, reply.author))
            if tag.wording and (before is None or tag.created < before.created):
                first[tag.objection, reply.author] = tag
    return {who: tag.wording for who, tag in first.items()}
