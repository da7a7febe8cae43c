"""The replies of a discussion file."""

import re
from datetime import datetime, timedelta

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Act
from forum.lettered import find_points
from forum.models import State
from forum.models.replies import REPLY_LIMIT
from transfer.plan import FormerTagPlan, ReplyPlan, TagPlan
from transfer.reading import Reader
from transfer.values import wrong

# Whose text may be left out are tombstones.
STATES = (State.VISIBLE, State.HIDDEN, State.WITHDRAWN)
ID_LIMIT = 60
# Who wrote what has no name in the file; a name that nobody can sign up with.
UNKNOWN = "unknown"
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


def _reply(
    item: Reader, position: str, found: dict[str, ReplyPlan], earliest: datetime
) -> ReplyPlan:
    name = item.text("id", limit=ID_LIMIT, default=position)
    if name in found:
        raise wrong(item.at("id"), f"“{name}” is given twice.")
    parent = item.text("parent", limit=ID_LIMIT, default="") or None
    if parent is not None and parent not in found:
        raise wrong(item.at("parent"), f"no reply “{parent}” stands before this one.")
    state = item.one_of("state", STATES, default=State.VISIBLE)
    gone = state != State.VISIBLE and item.raw("body") is None
    created = item.moment("created", default=earliest) or earliest
    body = None if gone else item.text("body", limit=REPLY_LIMIT)
    edited = item.moment("edited")
    # Prose that was edited may no longer have the point that was tagged.
    points = None if body is None or edited else {point.label for point in find_points(body)}
    return ReplyPlan(
        id=name,
        parent=parent,
        author=item.name("author", default=UNKNOWN),
        body=body,
        created=created,
        edited=edited,
        state=state,
        other=item.flag("other"),
        tags=tuple(_tags(item, created, points)),
        former_tags=tuple(_former(each) for each in item.objects("former_tags")),
        place=item.place,
    )


def _tags(reply: Reader, created: datetime, points: set[str] | None) -> list[TagPlan]:
    tags: list[TagPlan] = []
    for item in reply.objects("tags"):
        number = item.number("objection")
        if number is None:
            raise wrong(item.at("objection"), "expected the number of an objection.")
        tag = TagPlan(
            act=item.one_of("act", Act.values),
            objection=number,
            created=item.moment("created", default=created) or created,
            point=_label(item, points),
            wording=item.line("wording", limit=CLAIM_LIMIT, default=""),
        )
        for other in tags:
            if (tag.act, tag.objection, tag.point) == (other.act, other.objection, other.point):
                raise wrong(item.place, "the same tag is given twice.")
        tags.append(tag)
    return tags


def _former(item: Reader) -> FormerTagPlan:
    number = item.number("objection")
    if number is None:
        raise wrong(item.at("objection"), "expected the number of an objection.")
    return FormerTagPlan(
        act=item.one_of("act", Act.values),
        objection=number,
        point=_label(item, None),
        created=item.time("created"),
        removed=item.time("removed"),
    )


def _label(item: Reader, points: set[str] | None) -> str:
    label = item.text("point", limit=4, default="")
    if label and not LABEL.fullmatch(label):
        raise wrong(item.at("point"), "expected the letter of a point, like a or b2.")
    if label and points is not None and label not in points:
        raise wrong(item.at("point"), f"the reply has no point {label}.")
    return label
