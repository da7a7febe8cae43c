"""The history of an objection: one line for each thing that was said or done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext, pgettext_lazy

from accounts.models import User
from critiques.record.cards import ObjectionCard
from critiques.record.course.undone import Undone
from critiques.record.exchange.deeds import (
    adopts,
    changed_since,
    changes_the_essay,
    of_merged_essay,
)
from critiques.record.former import FormerAct, no_longer_done
from critiques.record.historyline import Line, line_of, taken_back
from critiques.record.sayings.quotes import REVISED
from critiques.record.sayings.sayings import PositionWords, Record
from critiques.terms import TOLD_OF, deeds_for, words_for
from critiques.words import Act, Event, Stance

# The name of a sign, and what stands after a name.
Sign = tuple[str, Any]
TAGGED: dict[Act, Sign] = {
    Act.ANSWER: ("answers", pgettext_lazy("after a name", "answers")),
    Act.ASK: ("asked", pgettext_lazy("after a name", "asks about it")),
    Act.DISCUSS: ("answers", pgettext_lazy("after a name", "writes about it")),
}


def history_of(
    objection: ObjectionCard,
    record: Record,
    parts: Sequence[ObjectionCard],
    author: User,
    former: Iterable[FormerAct],
    undone: Sequence[Undone],
    addresses: Mapping[int, str],
) -> list[Line]:
    """Return what happened to it, oldest first; its raising is quoted where it may be read.

    `undone` is what moderators took back on the post, `addresses` are of its objections by number.
    """
    lines = [
        *_of_tags(objection, record),
        *_of_holders(objection, record),
        *_of_positions(record, author),
        *_of_parts(parts),
        *no_longer_done(objection.kind, former),
        *_of_itself(objection),
        *taken_back(objection.number, objection.kind, undone, addresses),
    ]
    return sorted(lines, key=lambda line: line.at)


def _of_tags(objection: ObjectionCard, record: Record) -> Iterator[Line]:
    """Yield what replies do to it, but for what its holders or the author say in the same reply."""
    tagged = TAGGED | {Act.RAISE: _raising(objection)}
    heard = {said.reply for said in record.events} | {
        stance.quote.reply for stance in record.stances if stance.quote
    }
    for q in record.tags:
        told = (q.act == Act.ANSWER and q.by_author) or (q.act == Act.DISCUSS and q.reply in heard)
        if q.act in tagged and not told:
            quoted = objection.raised_readable or q.act != Act.RAISE
            yield line_of(q.at, *tagged[Act(q.act)], q.name, quote=q if quoted else None)


def _of_holders(objection: ObjectionCard, record: Record) -> Iterator[Line]:
    """Yield what holders said, its raising only where no reply shows it."""
    raised = any(q.act == Act.RAISE for q in record.tags)
    signs = said_by_holders_of(objection.kind)
    raiser = objection.raiser.username
    for said in record.events:
        first = said.reply == objection.raised_in_id and said.username == raiser
        if first and raised:
            continue
        sign = _raising(objection) if first else signs[Event(said.event)]
        quote = said.quote if said.quote and said.quote.act != Act.RAISE else None
        yield line_of(said.at, *sign, said.name, quote=quote, text=said.text)


def _raising(objection: ObjectionCard) -> Sign:
    raised = words_for(objection.kind).raised
    return "raise", of_merged_essay(str(raised)) if objection.came_along else raised


def _of_positions(record: Record, author: User) -> Iterator[Line]:
    for stance in record.stances:
        told = TOLD_OF[Stance(stance.position)]
        what = str(told.says)
        if stance.quote and stance.quote.act == REVISED:
            what = changes_the_essay()
        if stance.adopted:
            what = adopts(stance.adopted.name)
        if stance.reworded:
            what = changed_since(what)
        yield line_of(
            stance.at,
            told.sign,
            what,
            _author(stance, author),
            quote=stance.quote,
            text=stance.text,
            status=told.sign,
        )


def _of_parts(parts: Iterable[ObjectionCard]) -> Iterator[Line]:
    for part in parts:
        if part.merged_at:
            merged = pgettext("after an address", "was merged into it (%(name)s)")
            what = merged % {"name": part.raiser.shown_name}
            yield line_of(part.merged_at, "merged", what, part.address, status="merged")


def _of_itself(objection: ObjectionCard) -> Iterator[Line]:
    """Yield that it became part of another, and that moderators removed it."""
    deeds = deeds_for(objection.kind)
    if objection.merged_at:
        what = deeds.made_part % {"address": objection.merged_into}
        yield line_of(objection.merged_at, "merged", what, _merger(objection), status="merged")
    if objection.struck_at:
        what = f"{deeds.removed}: {objection.struck_reason}"
        yield line_of(objection.struck_at, "struck", what, gettext("A moderator"), status="struck")


def said_by_holders_of(kind: str) -> dict[Event, Sign]:
    """Return the sign of what holders of an objection or a question say, and its words."""
    words, deeds = words_for(kind), deeds_for(kind)
    return {
        Event.HOLD: ("share", words.shares),
        Event.REAFFIRM: ("still", words.reaffirms),
        Event.SATISFIED: ("satisfied", deeds.satisfied),
        Event.WITHDRAW: ("withdrawn", deeds.takes_back),
    }


def _author(stance: PositionWords, author: User) -> str:
    """Name who took a position; it may come from an essay that was merged into the author's."""
    if stance.username == author.username:
        return gettext("%(name)s, who wrote the essay,") % {"name": stance.name}
    return gettext("%(name)s, who wrote the essay it comes from,") % {"name": stance.name}


def _merger(objection: ObjectionCard) -> str:
    if objection.merger:
        return gettext("%(name)s, who raised it,") % {"name": objection.raiser.shown_name}
    return gettext("A moderator") if objection.merger is None else gettext("Somebody")
