"""Writing what the replies of a planned discussion do to its objections."""

from critiques.models import FormerTag, Objection, PointsDecision, Tag
from critiques.prose.points import hash_of
from forum.lettered import find_points
from forum.models import Reply
from transfer.plan import DiscussionPlan

BATCH = 500


def write_tags(
    plan: DiscussionPlan, replies: dict[str, Reply], objections: dict[int, Objection]
) -> None:
    """Write the tags, those that were taken off, and what writers decided about their points."""
    tags, former, decisions = [], [], []
    for each in plan.replies:
        found = find_points(each.body or "", each.among) if each.tags else []
        points = {point.label: point.text for point in found}
        for tag in each.tags:
            tags.append(
                Tag(
                    reply=replies[each.id],
                    objection=objections[tag.objection],
                    act=tag.act,
                    point=tag.point,
                    point_hash=hash_of(points[tag.point]) if tag.point in points else "",
                    text_changed=bool(tag.point and each.body and tag.point not in points),
                    wording=tag.wording,
                    created_at=tag.created,
                )
            )
        former += [
            FormerTag(
                reply=replies[each.id],
                objection=objections[tag.objection],
                act=tag.act,
                point=tag.point,
                created_at=tag.created,
                removed_at=tag.removed,
            )
            for tag in each.former_tags
        ]
        if each.other or each.favours or each.tags:
            reply = replies[each.id]
            decisions.append(
                PointsDecision(
                    reply=reply,
                    other=each.other,
                    favours=each.favours,
                    favoured_id=reply.post_id if each.favours else None,
                    created_at=each.created,
                )
            )
    Tag.objects.bulk_create(tags, batch_size=BATCH)
    FormerTag.objects.bulk_create(former, batch_size=BATCH)
    PointsDecision.objects.bulk_create(decisions, batch_size=BATCH)
