"""What holders and the author said of an objection, in a discussion file."""

from dataclasses import replace
from datetime import datetime

from critiques.discussion.plan import EventPlan, PositionPlan, ReplyPlan, TagPlan
from critiques.discussion.reading import Reader, wrong
from critiques.models.positions import TEXT_LIMIT
from critiques.words import Act, Event, Stance

STANCES = {
    Act.ANSWER: Stance.ANSWERED,
    Act.CONCEDE: Stance.CONCEDED,
    Act.DECLINE: Stance.DECLINED,
}
# The tags on one objection, with their replies.
Tagged = list[tuple[ReplyPlan, TagPlan]]


def events_of(
    item: Reader,
    replies: dict[str, ReplyPlan],
    tagged: Tagged,
    author: str,
    positions: tuple[PositionPlan, ...],
) -> tuple[EventPlan, ...]:
    """Return what holders said, oldest first; left out, it follows from the tags."""
    said = [
        EventPlan(
            user=each.text("user", limit=30),
            event=each.one_of("event", Event.values),
            created=moment_of(each, "created"),
            reply=reply_id(each, replies),
        )
        for each in item.objects("events")
    ]
    for each, event in zip(item.objects("events"), said, strict=True):
        if event.user.lower() == author.lower():
            raise wrong(each.at("user"), "the author can’t hold an objection to their own post.")
    if not item.has("events"):
        acts = {Act.RAISE: Event.HOLD, Act.SUPPORT: Event.HOLD, Act.WITHDRAW: Event.WITHDRAW}
        said = [
            EventPlan(reply.author, acts[Act(tag.act)], tag.created, reply.id)
            for reply, tag in tagged
            if tag.act in acts
        ]
    if not said:
        raise wrong(item.at("events"), "somebody has to have raised it.")
    answered = min((each.created for each in positions), default=None)
    return tuple(
        replace(each, event=Event.REAFFIRM)
        if each.event == Event.HOLD and answered and answered <= each.created
        else each
        for each in sorted(said, key=lambda each: each.created)
    )


def positions_of(
    item: Reader, replies: dict[str, ReplyPlan], tagged: Tagged, author: str
) -> tuple[PositionPlan, ...]:
    """Return what the author said, oldest first; left out, it follows from the tags."""
    given = [
        PositionPlan(
            position=each.one_of("position", Stance.values),
            created=moment_of(each, "created"),
            reply=reply_id(each, replies),
            text=each.line("text", limit=TEXT_LIMIT, default=""),
        )
        for each in item.objects("positions")
    ]
    if not item.has("positions"):
        given = [
            PositionPlan(STANCES[Act(tag.act)], tag.created, reply.id)
            for reply, tag in tagged
            if tag.act in STANCES and reply.author.lower() == author.lower()
        ]
    return tuple(sorted(given, key=lambda each: each.created))


def moment_of(item: Reader, key: str) -> datetime:
    """Return a time that has to be given."""
    moment = item.moment(key)
    if moment is None:
        raise wrong(item.at(key), "expected a time with a zone.")
    return moment


def reply_id(item: Reader, replies: dict[str, ReplyPlan]) -> str | None:
    """Return the id of a reply that stands in the file, if one is given."""
    name = item.text("reply", limit=60, default="") or None
    if name is not None and name not in replies:
        raise wrong(item.at("reply"), f"there is no reply “{name}”.")
    return name
