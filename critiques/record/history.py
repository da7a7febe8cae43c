"""The history of an objection: one line for each thing that was said or done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext, pgettext, pgettext_lazy

from accounts.models import User
from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from critiques.models import FormerTag
from critiques.record.cards import ObjectionCard
from critiques.record.course.undone import Undone
from critiques.record.exchange.deeds import adopts, changes_the_essay
from critiques.record.historyline import Line, line_of, taken_back
from critiques.record.sayings.quotes import REVISED
from critiques.record.sayings.sayings import PositionWords, Record
from critiques.terms import TOLD_OF, deeds_for, words_for
from critiques.words import Act, Event, Stance
from forum.models import Reply

TAGGED = {
    Act.ANSWER: ("answers", pgettext_lazy("after a name", "answers")),
    Act.ASK: ("asked", pgettext_lazy("after a name", "asks about it")),
    Act.DISCUSS: ("answers", pgettext_lazy("after a name", "writes about it")),
}
FORMERLY = {
    Act.ANSWER: pgettext_lazy("after a name", "no longer answers it in their reply"),
    Act.ASK: pgettext_lazy("after a name", "no longer asks about it in their reply"),
    Act.DISCUSS: pgettext_lazy("after a name", "no longer speaks of it in their reply"),
}


class FormerAct(NamedTuple):
    """What somebody’s reply no longer does to an objection."""

    act: str
    removed_at: datetime
    name: str


def former_acts(post_id: int, objection: int) -> list[FormerAct]:
    """Return those on an objection to a post in replies that the public can read. One query."""
    rows = _former.rows(None, post_id, objection)
    return [FormerAct(act, at, shown_name_of(name, username)) for act, at, name, username in rows]


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
    author: User,
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
    tagged: dict[Act, tuple[str, Any]] = TAGGED | {Act.RAISE: ("raise", words.raised)}
    deeds = deeds_for(objection.kind)
    said_of_it = said_by_holders_of(objection.kind)
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
        shape, what = told.sign, str(told.says)
        what = changes_the_essay() if stance.quote and stance.quote.act == REVISED else what
        what = adopts(stance.adopted.name) if stance.adopted else what
        lines.append(
            line_of(
                stance.at,
                shape,
                what,
                _author(stance, author),
                quote=stance.quote,
                text=stance.text,
                status=shape,
            )
        )
    for part in parts:
        if part.merged_at:
            merged = pgettext("after an address", "was merged into it (%(name)s)")
            what = merged % {"name": part.raiser.shown_name}
            lines.append(line_of(part.merged_at, "merged", what, part.address, status="merged"))
    for tag in former:
        support = tag.act == Act.SUPPORT
        what = deeds.no_longer_shares if support else str(FORMERLY[Act(tag.act)])
        lines.append(line_of(tag.removed_at, "withdrawn", what, tag.name))
    if objection.merged_at:
        what = deeds.made_part % {"address": objection.merged_into}
        who = _merger(objection)
        lines.append(line_of(objection.merged_at, "merged", what, who, status="merged"))
    if objection.struck_at:
        what = f"{deeds.removed}: {objection.struck_reason}"
        who = gettext("A moderator")
        lines.append(line_of(objection.struck_at, "struck", what, who, status="struck"))
    lines += taken_back(objection.number, objection.kind, undone, addresses)
    return sorted(lines, key=lambda line: line.at)


def said_by_holders_of(kind: str) -> dict[Event, tuple[str, Any]]:
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
