"""The replies of a discussion file."""

from datetime import datetime, timedelta

from critiques.discussion.plan import ReplyPlan, TagPlan
from critiques.discussion.reading import Reader, wrong
from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Act
from forum.lettered import find_points
from forum.models import State
from forum.models.replies import REPLY_LIMIT

STATES = [state.value for state in State if state != State.DRAFT]
# Their text is not in the file.
GONE = (State.HIDDEN, State.AUTO_HIDDEN, State.WITHDRAWN, State.PURGED)
ANSWERABLE = (State.VISIBLE, *GONE)
ID_LIMIT = 60


def replies_of(reader: Reader, published: datetime) -> list[ReplyPlan]:
    """Return the replies, each after its parent; raises ValidationError with the place."""
    found: dict[str, ReplyPlan] = {}
    last = published
    for item in reader.objects("replies"):
        reply = _reply(item, found, last)
        found[reply.id] = reply
        last = max(last, reply.created)
    return list(found.values())


def _reply(item: Reader, found: dict[str, ReplyPlan], last: datetime) -> ReplyPlan:
    name = item.text("id", limit=ID_LIMIT)
    if name in found:
        raise wrong(item.at("id"), f"“{name}” is given twice.")
    parent = item.text("parent", limit=ID_LIMIT, default="") or None
    if parent is not None and parent not in found:
        raise wrong(item.at("parent"), f"no reply “{parent}” stands before this one.")
    if parent is not None and found[parent].state not in ANSWERABLE:
        raise wrong(item.at("parent"), f"a {found[parent].state} reply has no replies.")
    state = item.one_of("state", STATES, default=State.VISIBLE)
    gone = state in GONE and item.raw("body") is None
    body = None if gone else item.text("body", limit=REPLY_LIMIT)
    created = item.moment("created", default=last + timedelta(microseconds=1))
    labels = {point.label for point in find_points(body)} if body else None
    return ReplyPlan(
        id=name,
        parent=parent,
        author=item.text("author", limit=30),
        body=body,
        created=created,
        edited=item.moment("edited"),
        state=state,
        other=item.flag("other"),
        tags=tuple(_tag(tag, labels, created) for tag in item.objects("tags")),
        place=item.place,
    )


def _tag(item: Reader, labels: set[str] | None, created: datetime) -> TagPlan:
    point = item.text("point", limit=4, default="")
    if point and labels is not None and point not in labels:
        raise wrong(item.at("point"), f"the reply has no point {point}.")
    number = item.number("objection")
    if number is None:
        raise wrong(item.at("objection"), "expected the number of an objection.")
    return TagPlan(
        act=item.one_of("act", Act.values),
        objection=number,
        created=item.moment("created", default=created),
        point=point,
        wording=item.line("wording", limit=CLAIM_LIMIT, default=""),
    )
