"""The history of an objection: one line for each thing that was said or done."""

from dataclasses import dataclass
from datetime import datetime

from critiques.kindwords import KindWords, words_for
from critiques.models import FormerTag, Objection
from critiques.quotes import REVISED, Quote
from critiques.records import Record
from critiques.words import Act, Event
from critiques.words import Stance as Position
from forum.dates import day, iso

TAGGED = {Act.ANSWER: ("answers", "answers"), Act.ASK: ("asked", "asks about it")}
FORMERLY = {Act.SUPPORT: "shares", Act.ANSWER: "answers", Act.ASK: "asks about"}
SAID = {
    Event.SATISFIED: ("satisfied", "is satisfied: this answers it"),
    Event.WITHDRAW: ("withdrawn", "takes it back"),
}
POSITIONS = {
    Position.ANSWERED: ("answered", "answers"),
    Position.CONCEDED: ("conceded", "agrees"),
    Position.CONCEDED_IN_PART: ("conceded", "agrees in part"),
    Position.DECLINED: ("declined", "won’t pursue it"),
}


@dataclass(frozen=True)
class Line:
    """One line: `shape` names its sign, `text` are the words that came with it."""

    at: datetime
    shape: str
    status: str
    who: str
    what: str
    when: str
    iso: str
    url: str
    text: str


def history_of(
    objection: Objection,
    record: Record,
    parts: list[Objection],
    author: str,
    raised_readable: bool,
    former: list[FormerTag],
) -> list[Line]:
    """Return what happened to it, oldest first; its raising is quoted if `raised_readable`."""
    raiser = objection.raiser.username
    readable = any(q.act == Act.RAISE for q in record.tags)
    words = words_for(objection.kind)
    tagged = TAGGED | {Act.RAISE: ("raise", words.raised)}
    said_of_it = SAID | _held(words)
    lines = [
        _line(
            q.at,
            *tagged[Act(q.act)],
            q.name,
            quote=q if raised_readable or q.act != Act.RAISE else None,
        )
        for q in record.tags
        if q.act in tagged and not (q.act == Act.ANSWER and q.by_author)
    ]
    for said in record.events:
        first = said.reply == objection.raised_in_id and said.username == raiser
        if first and readable:
            continue
        sign = tagged[Act.RAISE] if first else said_of_it[Event(said.event)]
        quote = said.quote if said.quote and said.quote.act != Act.RAISE else None
        lines.append(_line(said.at, *sign, said.name, quote=quote))
    for stance in record.stances:
        shape, what = POSITIONS[Position(stance.position)]
        adopted = stance.quote is not None and not stance.quote.by_author
        what = "changes the essay" if stance.quote and stance.quote.act == REVISED else what
        what = f"adopts {stance.quote.name}’s answer" if adopted and stance.quote else what
        lines.append(
            _line(
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
            lines.append(_line(part.merged_at, "merged", what, part.address, status="merged"))
    for tag in former:
        what = f"no longer {FORMERLY[Act(tag.act)]} it in their reply"
        lines.append(_line(tag.removed_at, "withdrawn", what, tag.reply.author.shown_name))
    if objection.merged_at:
        what = f"made it part of {objection.merged_into.address}"
        who = _merger(objection)
        lines.append(_line(objection.merged_at, "merged", what, who, status="merged"))
    if objection.struck_at:
        what = f"removed it: {objection.struck_reason}"
        lines.append(_line(objection.struck_at, "struck", what, "A moderator", status="struck"))
    return sorted(lines, key=lambda line: line.at)


def _held(words: KindWords) -> dict[Event, tuple[str, str]]:
    return {Event.HOLD: ("share", words.shares), Event.REAFFIRM: ("still", words.reaffirms)}


def _merger(objection: Objection) -> str:
    """Who merged it: its raiser, by consent, or a moderator, whose name stands in the log."""
    if objection.merged_by_id == objection.raiser_id:
        return f"{objection.raiser.shown_name}, who raised it,"
    return "A moderator" if objection.merged_by_id else "Somebody"


def _line(
    at: datetime,
    shape: str,
    what: str,
    who: str,
    *,
    quote: Quote | None = None,
    text: str = "",
    status: str = "",
) -> Line:
    return Line(
        at=at,
        shape=shape,
        status=status,
        who=who,
        what=what,
        when=day(at),
        iso=iso(at),
        url=quote.url if quote else "",
        text=text or (quote.text if quote else ""),
    )
