"""The history of an objection: one line for each thing that was said or done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from accounts.statements import Statement
from critiques.models import FormerTag
from critiques.record.cards import ObjectionCard
from critiques.record.course.undone import Undone
from critiques.record.historyline import Line, line_of, taken_back
from critiques.record.quotes import REVISED
from critiques.record.sayings import Record
from critiques.terms import TOLD_OF, KindWords, words_for
from critiques.words import Act, Event, Stance
from forum.models import Reply

TAGGED = {
    Act.ANSWER: ("answers", "answers"),
    Act.ASK: ("asked", "asks about it"),
    Act.DISCUSS: ("answers", "writes about it"),
}
FORMERLY = {
    Act.SUPPORT: "shares",
    Act.ANSWER: "answers",
    Act.ASK: "asks about",
    Act.DISCUSS: "speaks of",
}
SAID = {
    Event.SATISFIED: ("satisfied", "is satisfied: this answers it"),
    Event.WITHDRAW: ("withdrawn", "takes it back"),
}


class FormerAct(NamedTuple):
    """What somebody’s reply no longer does to an objection."""

    act: str
    removed_at: datetime
    name: str


def former_acts(post_id: int, objection: int) -> list[FormerAct]:
    """Return those on an objection to a post in replies that the public can read. One query."""
    rows = _former.rows(None, post_id, objection)
    return [FormerAct(act, at, name or username) for act, at, name, username in rows]


@Statement
def _former(_: Any, post_id: int, objection: int) -> QuerySet[Any, tuple[Any, ...]]:
    heard = Reply.objects.heard_on(post_id).filter(pk=OuterRef("reply"))
    tags = FormerTag.objects.filter(Exists(heard), objection=objection)
    author = ("reply__author__display_name", "reply__author__username")
    return tags.order_by("removed_at", "pk").values_list("act", "removed_at", *author)


def history_of(
    objection: ObjectionCard,
    record: Record,
    parts: Sequence[ObjectionCard],
    author: str,
    former: Iterable[FormerAct],
    undone: Sequence[Undone],
    addresses: Mapping[int, str],
) -> list[Line]:
    """Return what happened to it, oldest first; its raising is quoted where it may be read.

    `undone` is what moderators took back on the post, `addresses` are of its objections by number.
    """
    raiser = objection.raiser.username
    readable = any(q.act == Act.RAISE for q in record.tags)
    words = words_for(objection.kind)
    tagged = TAGGED | {Act.RAISE: ("raise", words.raised)}
    said_of_it = SAID | _held(words)
    # What is said in a reply is told once.
    heard = {said.reply for said in record.events} | {
        stance.quote.reply for stance in record.stances if stance.quote
    }
    lines = [
        line_of(
            q.at,
            *tagged[Act(q.act)],
            q.name,
            quote=q if objection.raised_readable or q.act != Act.RAISE else None,
        )
        for q in record.tags
        if q.act in tagged
        and not (q.act == Act.ANSWER and q.by_author)
        and not (q.act == Act.DISCUSS and q.reply in heard)
    ]
    for said in record.events:
        first = said.reply == objection.raised_in_id and said.username == raiser
        if first and readable:
            continue
        sign = tagged[Act.RAISE] if first else said_of_it[Event(said.event)]
        quote = said.quote if said.quote and said.quote.act != Act.RAISE else None
        lines.append(line_of(said.at, *sign, said.name, quote=quote, text=said.text))
    for stance in record.stances:
        told = TOLD_OF[Stance(stance.position)]
        shape, what = told.sign, told.says
        adopted = stance.quote is not None and not stance.quote.by_author
        what = "changes the essay" if stance.quote and stance.quote.act == REVISED else what
        what = f"adopts {stance.quote.name}’s answer" if adopted and stance.quote else what
        lines.append(
            line_of(
                stance.at,
                shape,
                what,
                f"{author}, who wrote the essay,",
                quote=stance.quote,
                text=stance.text,
                status=shape,
            )
        )
    for part in parts:
        if part.merged_at:
            what = f"was merged into it ({part.raiser.shown_name})"
            lines.append(line_of(part.merged_at, "merged", what, part.address, status="merged"))
    for tag in former:
        what = f"no longer {FORMERLY[Act(tag.act)]} it in their reply"
        lines.append(line_of(tag.removed_at, "withdrawn", what, tag.name))
    if objection.merged_at:
        what = f"made it part of {objection.merged_into}"
        who = _merger(objection)
        lines.append(line_of(objection.merged_at, "merged", what, who, status="merged"))
    if objection.struck_at:
        what = f"removed it: {objection.struck_reason}"
        lines.append(line_of(objection.struck_at, "struck", what, "A moderator", status="struck"))
    lines += taken_back(objection.number, undone, addresses)
    return sorted(lines, key=lambda line: line.at)


def _held(words: KindWords) -> dict[Event, tuple[str, str]]:
    return {Event.HOLD: ("share", words.shares), Event.REAFFIRM: ("still", words.reaffirms)}


def _merger(objection: ObjectionCard) -> str:
    if objection.merger:
        return f"{objection.raiser.shown_name}, who raised it,"
    return "A moderator" if objection.merger is None else "Somebody"
