"""What is said and done of objections outside replies, as whom it concerns is told of it."""

from collections import defaultdict
from itertools import chain

from django.utils.translation import gettext, gettext_lazy, ngettext

from critiques.models import Outcome
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import some
from critiques.terms import IN_PART
from critiques.words import Act, Event, Stance
from notifications.pages.deeds import because_of, deed, named
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import MOST, NoticeQuote, NoticeText, always, claims_of

A_MODERATOR = gettext_lazy("A moderator")
BY_STANCE = {
    Stance.ANSWERED: Act.ANSWER,
    Stance.CONCEDED: Act.CONCEDE,
    Stance.CONCEDED_IN_PART: IN_PART,
    Stance.DECLINED: Act.DECLINE,
}
# Of clicks: what became of an objection by those who are named then.
CLICKED = {
    Event.HOLD: gettext_lazy("shared by %(names)s"),
    Event.REAFFIRM: gettext_lazy("still disputed by %(names)s"),
    Event.SATISFIED: gettext_lazy("answered to the satisfaction of %(names)s"),
    Event.WITHDRAW: gettext_lazy("taken back by %(names)s"),
}
# What is proposed, and what was and is refused.
MERGING = (
    gettext_lazy("%(who)s proposes to you that %(part)s become part of %(whole)s"),
    gettext_lazy("%(who)s refused what you proposed: that %(part)s become part of %(whole)s"),
)
REWORDING = (
    gettext_lazy("%(who)s proposes to you another wording of %(objection)s"),
    gettext_lazy("%(who)s refused what you proposed: another wording of %(objection)s"),
)


def of_position(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an author said by a click."""
    position = facts.positions.get(number)
    card = facts.cards.get(position.objection_id) if position else None
    if position is None or card is None:
        return None
    # The essay may have been merged into somebody else's since.
    who = position.author.shown_name
    quotes = claims_of([card]) + _line(who, position.words)
    if position.reply and position.reply.author_id != position.author_id:
        says = gettext("%(who)s says that %(name)s’s reply answers %(objection)s")
        about = {"name": position.reply.author.shown_name, "objection": named(card)}
        return NoticeText(card.post_id, who, always(says), quotes, about=about)
    return _done(BY_STANCE[Stance(position.position)], card, who, quotes)


def of_line(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what a holder said in a line."""
    said = facts.lines.get(number)
    card = facts.cards.get(said.objection_id) if said else None
    if said is None or card is None:
        return None
    who = said.user.shown_name
    quotes = claims_of([card]) + _line(who, said.readable_text)
    return _done(Act.SUPPORT if said.event == Event.HOLD else said.event, card, who, quotes)


def _done(what: str, card: ObjectionCard, who: str, quotes: tuple[NoticeQuote, ...]) -> NoticeText:
    says, about = gettext("%(who)s %(does)s"), {"does": deed(what, [card])}
    return NoticeText(card.post_id, who, always(says), quotes, about=about)


def of_revision(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return that an essay was changed because of objections."""
    revision = facts.revisions.get(number)
    post = facts.posts.get(revision.post_id) if revision else None
    receipts = facts.receipts.get(number, [])
    cards = [
        facts.cards[each.objection_id] for each in receipts if each.objection_id in facts.cards
    ]
    if revision is None or post is None or not cards:
        return None
    says = gettext("%(who)s revised the essay because of %(objections)s. Does it suffice?")
    who = post.author.shown_name
    changed = (_line(who, each.words) for each in receipts[:MOST])
    quotes = claims_of(cards) + tuple(chain.from_iterable(changed))
    return NoticeText(post.pk, who, always(says), quotes, about={"objections": because_of(cards)})


def of_proposal(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what is proposed to its reader, or that what they proposed was refused."""
    proposal = facts.proposals.get(number)
    card = facts.cards.get(proposal.objection_id) if proposal else None
    if proposal is None or card is None:
        return None
    into = facts.cards.get(proposal.into_id or 0)
    quotes = claims_of([card, into] if into else [card])
    quotes += _line(proposal.proposer.shown_name, proposal.claim)
    refused = proposal.outcome == Outcome.REFUSED
    who = card.raiser if refused else proposal.proposer
    says, about = REWORDING[refused], {"objection": named(card)}
    if into:
        says, about = MERGING[refused], {"part": named(card), "whole": named(into)}
    return NoticeText(card.post_id, who.shown_name, always(str(says)), quotes, about=about)


def of_wording(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return how an objection is put by now."""
    version = facts.wordings.get(number)
    card = facts.cards.get(version.objection_id) if version else None
    if version is None or card is None:
        return None
    theirs = version.writer_id == card.raiser.pk
    says = gettext("%(who)s puts %(objection)s otherwise as %(name)s proposed")
    if theirs:
        says = gettext("%(who)s puts %(objection)s otherwise")
    readable = card.claim_shown and version.readable_words
    quotes = (NoticeQuote("", version.readable_words),) if readable else ()
    about = {"objection": named(card), "name": version.writer.shown_name}
    return NoticeText(card.post_id, card.raiser.shown_name, always(says), quotes, about=about)


def of_merge(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an objection became part of."""
    card = facts.cards.get(number)
    into = facts.cards.get(card.merged_into_id or 0) if card else None
    if card is None or into is None:
        return None
    who = card.raiser.shown_name if card.merger else str(A_MODERATOR)
    says = gettext("%(who)s made %(part)s part of %(whole)s")
    about = {"part": named(card), "whole": named(into)}
    return NoticeText(card.post_id, who, always(says), claims_of([card, into]), about=about)


def _line(who: str, words: str) -> tuple[NoticeQuote, ...]:
    return (NoticeQuote(who, words),) if words else ()


def _clicked(card: ObjectionCard, event: Event, who: list[str]) -> str:
    said = {"objection": named(card), "clicked": CLICKED[event] % {"names": some(who)}}
    return gettext("%(objection)s, %(clicked)s") % said


def of_clicks(number: int, day: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an essay’s critics clicked in a day: the last of each on each objection."""
    last = {(each.objection_id, each.user_id): each for each in facts.clicks.get((number, day), [])}
    people: dict[tuple[int, str], list[str]] = defaultdict(list)
    for (objection, _), said in last.items():
        if objection in facts.cards:
            people[objection, said.event].append(said.user.shown_name)
    if not people or number not in facts.posts:
        return None
    # Nobody said more than that: the words are those of the objection.
    quotes = tuple(
        NoticeQuote(_clicked(facts.cards[pk], Event(event), who), facts.cards[pk].claim)
        for (pk, event), who in people.items()
    )
    clickers = list(dict.fromkeys(said.user.shown_name for said in last.values()))
    says = ngettext(
        "%(who)s said by a click where they stand",
        "%(who)s said by a click where they stand",
        len(clickers),
    )
    return NoticeText(number, some(clickers), always(says), quotes)
