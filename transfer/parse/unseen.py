"""What raised an objection where the file does not say it."""

from dataclasses import replace

from critiques.words import Act
from forum.models import State
from transfer.objection_plan import ObjectionPlan
from transfer.parse.replies import UNKNOWN
from transfer.parse.sayings import holding
from transfer.plan import ReplyPlan, TagPlan


def with_raising(
    replies: list[ReplyPlan], objections: list[ObjectionPlan]
) -> tuple[list[ReplyPlan], list[ObjectionPlan]]:
    """Return both, so that every objection has a reply with a tag that raises it.

    Where the public cannot see that reply, a tombstone without replies stands for it, which the
    public cannot see either; its writer is who held the objection first.
    """
    complete = {reply.id: reply for reply in replies}
    wholes = {each.merged_into for each in objections}
    raised = []
    for each in objections:
        tag = TagPlan(Act.RAISE, each.number, each.created)
        if not each.raised_in:
            stone = _tombstone(each, tag, is_whole=each.number in wholes)
            complete[stone.id] = stone
            each = replace(each, raised_in=stone.id)
        reply = complete[each.raised_in]
        if not any(t.act == Act.RAISE and t.objection == each.number for t in reply.tags):
            complete[reply.id] = replace(reply, tags=(*reply.tags, tag))
        raised.append(each)
    return list(complete.values()), raised


def _tombstone(objection: ObjectionPlan, tag: TagPlan, *, is_whole: bool) -> ReplyPlan:
    # A claim can be read without its reply only where that was withdrawn and others hold it.
    given_up = bool(objection.events) and not holding(objection.events) and not is_whole
    withdrawn = objection.claim is not None or given_up
    return ReplyPlan(
        # No id of a file holds NUL.
        id=f"\0{objection.number}",
        parent=None,
        author=objection.events[0].user if objection.events else UNKNOWN,
        body=None,
        created=objection.created,
        state=State.WITHDRAWN if withdrawn else State.HIDDEN,
        tags=(tag,),
        place=f"objections, number {objection.number}",
    )
