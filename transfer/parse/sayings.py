"""What holders and the author said of an objection, in a discussion file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from critiques.models.positions import TEXT_LIMIT
from critiques.status import Word
from critiques.words import ANSWERING, HOLDING, Act, DeclineReason, Event, Stance
from transfer.fields import Reader
from transfer.objection_plan import EventPlan, PositionPlan
from transfer.plan import ReplyPlan, TagPlan

STANCES = {
    Act.ANSWER: Stance.ANSWERED,
    Act.CONCEDE: Stance.CONCEDED,
    Act.DECLINE: Stance.DECLINED,
}
EVENTS = {Act.RAISE: Event.HOLD, Act.SUPPORT: Event.HOLD, Act.WITHDRAW: Event.WITHDRAW}
# What is said of an answer of the author's.
OF_ANSWERS = (Event.SATISFIED, Event.REAFFIRM)
# The tags on one objection, with their replies.
Tagged = list[tuple[ReplyPlan, TagPlan]]


def events_of(
    item: Reader,
    replies: dict[str, ReplyPlan],
    tagged: Tagged,
    author: str,
    positions: tuple[PositionPlan, ...],
    raised: datetime,
) -> tuple[EventPlan, ...]:
    """Return what holders said, oldest first; left out, it follows from the tags."""
    said: list[EventPlan] = []
    answers = {each.place for each in positions if each.position in ANSWERING}
    for each in item.objects("events"):
        reply = _reply(each, replies)
        user = each.name("user", default=reply.author if reply else None)
        if user.lower() == author.lower():
            raise each.wrong("user", "the author can’t share an objection to their own post.")
        _check_own(each, reply, user)
        of = each.number("of")
        event = each.one_of("event", Event.values, default=Event.HOLD)
        if of and (of not in answers or event not in OF_ANSWERS):
            raise each.wrong("of", f"expected an answer, of {len(positions)} positions.")
        said.append(
            EventPlan(
                user=user,
                event=event,
                created=_when(each, reply, said[-1].created if said else raised),
                reply=reply.id if reply else None,
                of=of,
                answer_edited=each.flag("answer_edited"),
                text=each.phrase("text", limit=TEXT_LIMIT, default=""),
            )
        )
    if not item.has("events"):
        said = [
            EventPlan(reply.author, EVENTS[Act(tag.act)], tag.created, reply.id)
            for reply, tag in tagged
            if tag.act in EVENTS
        ]
    first = first_answer([each.word for each in positions])
    return tuple(
        replace(each, event=kind_of(each.event, each.created, first))
        for each in sorted(said, key=lambda each: each.created)
    )


def kind_of(event: str, said: datetime, answered: datetime | None) -> str:
    """Return what an event is: holding after the author's first answer is a reaffirmation."""
    late = event == Event.HOLD and answered is not None and said > answered
    return Event.REAFFIRM if late else event


def first_answer(words: Sequence[Word]) -> datetime | None:
    """Return when the author answered first; `words` are their positions, oldest first."""
    return next((word.at for word in words if word.stance in ANSWERING), None)


def answer_before(words: Sequence[Word], said: datetime) -> int | None:
    """Return of which of them, counted from 1, something was said unless told otherwise.

    It is their last answer before that.
    """
    places = (n for n, word in enumerate(words, 1) if word.stance in ANSWERING and word.at <= said)
    return max(places, default=None)


def holding(events: Iterable[EventPlan]) -> set[str]:
    """Return who still holds it after these events, in their order."""
    return {user for user, event in {e.user: e.event for e in events}.items() if event in HOLDING}


def positions_of(
    item: Reader,
    replies: dict[str, ReplyPlan],
    tagged: Tagged,
    author: str,
    raised: datetime,
    revisions: int,
) -> tuple[PositionPlan, ...]:
    """Return what the author said, oldest first; left out, it follows from the tags."""
    given: list[PositionPlan] = []
    for each in item.objects("positions"):
        reply, revision = _reply(each, replies), each.number("revision")
        position = each.one_of("position", Stance.values)
        speaker = each.name("author", default=author)
        if position != Stance.ANSWERED:  # an answer may be another's, whom the author adopts
            _check_own(each, reply, speaker)
        if revision and (reply or revision > revisions):
            raise each.wrong("revision", f"expected one of {revisions}, and no reply with it.")
        reason, text = _reason_and_words(each, position)
        given.append(
            PositionPlan(
                position=position,
                created=_when(each, reply, given[-1].created if given else raised),
                reply=reply.id if reply else None,
                text=text,
                revision=revision,
                reason=reason,
                author="" if speaker.lower() == author.lower() else speaker,
            )
        )
    if not item.has("positions"):
        given = [
            PositionPlan(STANCES[Act(tag.act)], tag.created, reply.id)
            for reply, tag in tagged
            if tag.act in STANCES and reply.author.lower() == author.lower()
        ]
    placed = [replace(each, place=n) for n, each in enumerate(given, 1)]
    return tuple(sorted(placed, key=lambda each: each.created))


def _reason_and_words(item: Reader, position: str) -> tuple[str, str]:
    """Return the reason for which the author declines, if they chose one, and what they typed:
    the text has both."""
    text = item.phrase("text", limit=TEXT_LIMIT, default="")
    reason = item.one_of("reason", ["", *DeclineReason.values], default="")
    if not reason:
        return "", text
    chosen, _, typed = text.partition(": ")
    if position != Stance.DECLINED or chosen != reason:
        raise item.wrong("reason", "expected of what the author won’t pursue: the text begins so.")
    return reason, typed


def _when(item: Reader, reply: ReplyPlan | None, before: datetime) -> datetime:
    """Return when it was said: left out, with its reply, or right after what was said before."""
    default = max(before, reply.created) if reply else before
    return item.moment("created") or default


def _reply(item: Reader, replies: dict[str, ReplyPlan]) -> ReplyPlan | None:
    name = item.text("reply", limit=60, default="")
    if name and name not in replies:
        raise item.wrong("reply", f"there is no reply “{name}”.")
    return replies.get(name)


def _check_own(item: Reader, reply: ReplyPlan | None, user: str) -> None:
    """Nobody speaks for another: who is told to have said something there wrote it."""
    if reply and reply.author.lower() != user.lower():
        raise item.wrong("reply", f"“{reply.author}” wrote it, and said nothing for “{user}”.")
