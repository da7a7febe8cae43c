"""The moves of an exchange: what each person did, when, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext, pgettext

from critiques.prose.excerpts import whole_sentences, without_claim
from critiques.record.cards import ObjectionCard
from critiques.record.exchange.deeds import (
    adopts,
    changed_since,
    changes_the_essay,
    dated,
    not_more,
    of_merged_essay,
    of_part,
    said_by_holder,
)
from critiques.record.sayings.quotes import EXCERPT, REVISED, Quote
from critiques.record.sayings.sayings import PositionWords, Record
from critiques.terms import TOLD_OF, words_for
from critiques.words import ANSWERS, Act, Event, Stance
from forum.models import Post, State
from web.dates import day

ACTS = {
    Stance.ANSWERED: Act.ANSWER,
    Stance.CONCEDED: Act.CONCEDE,
    Stance.CONCEDED_IN_PART: Act.CONCEDE,
    Stance.DECLINED: Act.DECLINE,
}


@dataclass(frozen=True)
class ToldMove:
    """One thing that one person did: `name` `says` it, at a moment, in these words if any.

    `says` begins with a comma where it says something of the name. `act` is an act or a holder's
    event, `by` the name in their address; both name nobody where the words are gone. `reply` has
    the words, `beneath` what was said directly beneath it; `points_to` is what a reply says that
    only names another. `of_part` of what an author said of a part alone.
    """

    act: str
    by: str
    name: str
    says: str
    at: datetime
    url: str = ""
    text: str = ""
    wording: str = ""
    reply: int | None = None
    of_part: bool = False
    beneath: tuple["ToldMove", ...] = ()
    points_to: "ToldMove | None" = None

    @property
    def leads_in(self) -> str:
        """What is said of each that stands beneath it: what is beneath an answer goes unanswered
        by who gave that."""
        if self.act in ANSWERS:
            return gettext("Not answered by %(name)s") % {"name": self.name}
        return gettext("Beneath it")

    @property
    def when(self) -> str:
        """The day it was done."""
        return day(self.at)


def moves_of(
    card: ObjectionCard,
    record: Record,
    post: Post,
    quotes: Mapping[int, Quote],
    length: int = EXCERPT,
) -> list[ToldMove]:
    """Return the moves on an objection to `post` in order of time, the author's before others'.

    `quotes` has, by their ids, the replies that say what holders said and have no tag of it, where
    they may be read. Of each so many characters are told, in whole sentences.
    """
    moves = [
        _raising(card, record.raised, length),
        *(_of_its_wording(card, _position(stance, length)) for stance in record.stances),
        *(_of_part(_position(stance, length)) for stance in record.of_parts),
        *_changes(record, post),
        *_tagged(card, record, length),
        *_by_holders(card, record, quotes, length),
    ]
    return sorted(moves, key=attrgetter("at"))


def said_in(record: Record) -> set[int]:
    """Return the replies in which holders said something of it that have no tag of it."""
    return {said.reply for said in record.events if said.reply and not said.quote}


def _move(act: str, quote: Quote, says: str, length: int) -> ToldMove:
    """Return the move that a reply makes, in whole sentences; a wording of its own says it shorter.

    One that only repeats what is told of the reply says no more than that.
    """
    says = _whether_changed(says, quote)
    made = ToldMove(act, quote.username, quote.name, says, quote.at, quote.url, reply=quote.reply)
    text = whole_sentences(quote.own, length)
    if quote.wording and quote.wording.rstrip("….").casefold() not in text.casefold():
        return replace(made, wording=quote.wording)
    return replace(made, text=text)


def _whether_changed(says: str, quote: Quote) -> str:
    """Say with it that others answered other words than those that stand beneath."""
    return changed_since(says) if quote.changed else says


def _raising(card: ObjectionCard, raised: Quote | None, length: int) -> ToldMove:
    if raised is None or not card.raised_readable:
        return ToldMove(Act.RAISE, "", "", _gone(card), card.created_at)
    says = str(words_for(card.kind).raised)
    says = of_merged_essay(says) if card.came_along else says
    made = _move(Act.RAISE, replace(raised, wording=""), says, length)
    words = without_claim(raised.own, card.claim)
    return replace(made, text=whole_sentences(words, length))


def _gone(card: ObjectionCard) -> str:
    if card.raised_readable:
        return gettext("Raised in a reply that was moved to another essay")
    if card.raised_state == State.WITHDRAWN:
        return gettext("First raised in a reply that its writer has withdrawn")
    return gettext("Removed by moderators")


def _position(stance: PositionWords, length: int) -> ToldMove:
    told, quote = TOLD_OF[Stance(stance.position)], stance.quote
    act = ACTS[Stance(stance.position)]
    by, says = stance.username, str(told.says)
    made = ToldMove(act, by, stance.name, says, stance.at, text=stance.text)
    if quote is None:
        return made if stance.text else replace(made, says=not_more(says))
    # One answer of the author's stands beside what several say of it.
    text = stance.text or whole_sentences(quote.own, 2 * length)
    made = replace(made, url=quote.url, reply=quote.reply)
    if quote.act == REVISED:
        return replace(made, says=changes_the_essay(), text=text)
    if stance.adopted:
        # Its words stand where its writer said them.
        says = adopts(quote.name)
        says = changed_since(says) if stance.reworded else says
        return replace(made, says=says, reply=None)
    says = dated(says, quote, stance.at)
    return replace(made, says=says if stance.text else _whether_changed(says, quote), text=text)


def _of_part(made: ToldMove) -> ToldMove:
    return replace(made, says=of_part(made.says), of_part=True)


def _of_its_wording(card: ObjectionCard, made: ToldMove) -> ToldMove:
    """Say of what an author says that it was of other words than the claim above it, if it was."""
    if not card.was_put_otherwise(made.at):
        return made
    says = gettext("%(says)s (an earlier wording)") % {"says": made.says}
    return replace(made, says=says)


def _changes(record: Record, post: Post) -> Iterator[ToldMove]:
    """Yield the changes of the essay for this that are no position."""
    told = {stance.quote.url for stance in record.stances if stance.quote}
    by, name = post.author.username, post.author.shown_name
    for each in record.changes:
        if each.url not in told:
            does = changes_the_essay()
            yield ToldMove(REVISED, by, name, does, each.at, each.url, each.words)


def _tagged(card: ObjectionCard, record: Record, length: int) -> Iterator[ToldMove]:
    """Yield what replies by others than the author do, if no event of theirs says it."""
    by_event = {(said.username, said.reply) for said in record.events}
    for tag in record.tags:
        if tag.act == Act.ANSWER and not tag.by_author:
            says = pgettext("after a name", ", not the author, answers")
            yield _move(Act.ANSWER, tag, says, length)
        elif tag.act == Act.ASK:
            yield _move(Act.ASK, tag, pgettext("after a name", "asks about it"), length)
        elif tag.act == Act.SUPPORT and (tag.username, tag.reply) not in by_event:
            yield _move(Act.SUPPORT, tag, str(words_for(card.kind).shares), length)


def _by_holders(
    card: ObjectionCard, record: Record, quotes: Mapping[int, Quote], length: int
) -> Iterator[ToldMove]:
    wordings = {h.user.username: h.readable_wording for h in record.holders}
    left = {h.user.username for h in record.holders if h.user.left}
    seen = {card.raiser.username}
    for said in record.events:
        first = said.username not in seen
        seen.add(said.username)
        if said.reply == card.raised_in_id and said.username == card.raiser.username:
            continue
        quote = said.quote or quotes.get(said.reply or 0)
        wording = wordings[said.username] if first else ""
        # That somebody shares it by a click is said where they are named.
        if said.event == Event.HOLD and not (quote or wording or said.text):
            continue
        gone = said.username in left
        does = said_by_holder(card, said, quote, joining=first, left=gone)
        act = Act.SUPPORT if said.event == Event.HOLD else said.event
        made = ToldMove(act, said.username, said.name, does, said.at, wording=wording)
        if quote:
            made = _move(act, replace(quote, wording=wording), does, length)
        # Their own line why says it shortest.
        yield replace(made, at=said.at, text=said.text or made.text)
