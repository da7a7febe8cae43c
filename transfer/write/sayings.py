"""Writing what holders and the author said of an objection."""

from collections import defaultdict

from accounts.models import User
from critiques.models import Holder, HolderEvent, Objection, Position
from forum.models import Post, PostRevision, Reply
from transfer.objection_plan import EventPlan, ObjectionPlan
from transfer.parse.sayings import OF_ANSWERS, answer_before
from transfer.plan import DiscussionPlan, TagPlan


def write_sayings(
    post: Post,
    plan: ObjectionPlan,
    objection: Objection,
    replies: dict[str, Reply],
    revisions: dict[int, PostRevision],
    people: dict[str, User],
    wordings: dict[tuple[int, str], str],
) -> None:
    """Write the events, holders and positions of one planned objection."""
    positions = _positions(post, plan, objection, replies, revisions, people)
    by_user = defaultdict(list)
    for event in plan.events:
        by_user[people[event.user].pk].append(event)
    said_of = [_said_of(event, plan, positions) for event in plan.events]
    HolderEvent.objects.bulk_create(
        HolderEvent(
            objection=objection,
            user=people[event.user],
            event=event.event,
            text=event.text,
            reply=replies[event.reply] if event.reply else None,
            position=position,
            # Which edition it was of an answer that was edited since is not in the file.
            answer_revision=position.reply.revision
            if position and position.reply and not event.answer_edited
            else None,
            created_at=event.created,
        )
        for event, position in zip(plan.events, said_of, strict=True)
    )
    mains = {people[name].pk for name in plan.main_of}
    told = {people[each.user].pk: each for each in plan.holders}
    last = max(1, len(plan.versions))
    Holder.objects.bulk_create(
        Holder(
            objection=objection,
            post=post,
            user_id=user,
            state=events[-1].event,
            state_at=events[-1].created,
            since=events[0].created,
            wording=wordings.get((plan.number, events[0].user), ""),
            claim_version=(told[user].version if user in told else None) or last,
            would_satisfy=told[user].would_satisfy if user in told else "",
            is_main=user in mains,
        )
        for user, events in by_user.items()
    )


def _positions(
    post: Post,
    plan: ObjectionPlan,
    objection: Objection,
    replies: dict[str, Reply],
    revisions: dict[int, PostRevision],
    people: dict[str, User],
) -> list[Position]:
    return Position.objects.bulk_create(
        Position(
            objection=objection,
            author=people[each.author] if each.author else post.author,
            position=each.position,
            reply=replies[each.reply] if each.reply else None,
            revision=revisions[each.revision] if each.revision else None,
            text=each.text,
            reason=each.reason,
            created_at=each.created,
        )
        for each in plan.positions
    )


def _said_of(event: EventPlan, plan: ObjectionPlan, made: list[Position]) -> Position | None:
    if event.event not in OF_ANSWERS:
        return None
    places = [each.place for each in plan.positions]
    if event.of:
        return made[places.index(event.of)]
    last = answer_before([each.word for each in plan.positions], event.created)
    return made[last - 1] if last else None


def wordings_of(plan: DiscussionPlan) -> dict[tuple[int, str], str]:
    """Return the words in which people first joined objections, by number and name."""
    first: dict[tuple[int, str], TagPlan] = {}
    for reply in plan.replies:
        for tag in reply.tags:
            before = first.get((tag.objection, reply.author))
            if tag.wording and (before is None or tag.created < before.created):
                first[tag.objection, reply.author] = tag
    return {who: tag.wording for who, tag in first.items()}
