"""The replies of a discussion file."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from string import ascii_lowercase

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Act
from forum.lettered import find_points
from forum.models import State
from forum.models.replies import REPLY_LIMIT
from transfer.fields import Reader
from transfer.objection_plan import ObjectionPlan
from transfer.parse.sayings import holding
from transfer.parse.threads import UNKNOWN, letters_above
from transfer.plan import FormerTagPlan, ReplyPlan, TagPlan

# Whose text may be left out are tombstones.
STATES = (State.VISIBLE, State.HIDDEN, State.WITHDRAWN)
ID_LIMIT = 60
RISING = re.compile("".join(f"{letter}?" for letter in ascii_lowercase))
LABEL = re.compile(r"[a-z](?:[2-9]|[1-9][0-9]+)?")


def replies_of(reader: Reader, published: datetime) -> list[ReplyPlan]:
    """Return the replies, each after its parent; raises ValidationError with the place."""
    found: dict[str, ReplyPlan] = {}
    last = published
    for position, item in enumerate(reader.objects("replies"), 1):
        last += timedelta(microseconds=1)
        reply = _reply(item, f"r{position}", found, last)
        found[reply.id] = reply
        last = max(last, reply.created)
    return list(found.values())


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


def _reply(
    item: Reader, position: str, found: dict[str, ReplyPlan], earliest: datetime
) -> ReplyPlan:
    name = item.text("id", limit=ID_LIMIT, default=position)
    if name in found:
        raise item.wrong("id", f"“{name}” is given twice.")
    parent = item.text("parent", limit=ID_LIMIT, default="") or None
    if parent is not None and parent not in found:
        raise item.wrong("parent", f"no reply “{parent}” stands before this one.")
    state = item.one_of("state", STATES, default=State.VISIBLE)
    gone = state != State.VISIBLE and item.raw("body") is None
    created = item.moment("created") or earliest
    body = None if gone else item.text("body", limit=REPLY_LIMIT)
    edited = item.moment("edited")
    above = found[parent] if parent is not None else None
    among = _among(item, above) if body is not None else ""
    # Prose that was edited may no longer have the point that was tagged.
    points = None if body is None or edited else {p.label for p in find_points(body, among)}
    return ReplyPlan(
        id=name,
        parent=parent,
        author=item.name("author", default=UNKNOWN),
        body=body,
        created=created,
        edited=edited,
        state=state,
        other=item.flag("other"),
        favours=item.flag("favours"),
        among=among,
        moved=item.flag("moved"),
        tags=tuple(_tags(item, created, points)),
        former_tags=tuple(_former(each) for each in item.objects("former_tags")),
        place=item.place,
    )


def _among(item: Reader, above: ReplyPlan | None) -> str:
    """Return the letters that a reply answers; left out, those of the reply above it."""
    if item.raw("among") is None:
        return letters_above(above)
    among = item.text("among", limit=len(ascii_lowercase), default="")
    if not RISING.fullmatch(among):
        raise item.wrong("among", "expected letters from a to z, each once, in order.")
    return among


def _tags(reply: Reader, created: datetime, points: set[str] | None) -> list[TagPlan]:
    tags: list[TagPlan] = []
    for item in reply.objects("tags"):
        tag = TagPlan(
            act=item.one_of("act", Act.values),
            objection=item.objection(),
            created=item.moment("created") or created,
            point=_label(item, points),
            wording=item.line("wording", limit=CLAIM_LIMIT, default=""),
        )
        for other in tags:
            if (tag.act, tag.objection, tag.point) == (other.act, other.objection, other.point):
                raise item.wrong("", "the same tag is given twice.")
        tags.append(tag)
    return tags


def _former(item: Reader) -> FormerTagPlan:
    return FormerTagPlan(
        act=item.one_of("act", Act.values),
        objection=item.objection(),
        point=_label(item, None),
        created=item.time("created"),
        removed=item.time("removed"),
    )


def _label(item: Reader, points: set[str] | None) -> str:
    label = item.text("point", limit=4, default="")
    if label and not LABEL.fullmatch(label):
        raise item.wrong("point", "expected the letter of a point, like a or b2.")
    if label and points is not None and label not in points:
        raise item.wrong("point", f"the reply has no point {label}.")
    return label


def _tombstone(objection: ObjectionPlan, tag: TagPlan, *, is_whole: bool) -> ReplyPlan:
    # A claim can be read without its reply only where that was withdrawn and others hold it.
    given_up = bool(objection.events) and not holding(objection.events) and not is_whole
    withdrawn = objection.claim is not None or given_up
    # Its raiser's lines went with it: who has some of a click here did not raise it.
    others = {each.user.lower() for each in objection.events if each.text and not each.reply}
    raisers = (each.user for each in objection.events if each.user.lower() not in others)
    return ReplyPlan(
        # No id of a file holds NUL.
        id=f"\0{objection.number}",
        parent=None,
        author=next(raisers, UNKNOWN),
        body=None,
        created=objection.created,
        state=State.WITHDRAWN if withdrawn else State.HIDDEN,
        tags=(tag,),
        place=objection.place,
    )
