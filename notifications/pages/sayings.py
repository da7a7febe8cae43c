"""What is said and done of objections outside replies, as whom it concerns is told of it."""

from collections import defaultdict
from itertools import chain

from critiques.models import Outcome
from critiques.record.sentences import some
from critiques.terms import IN_PART, SAYS, says
from critiques.words import Act, Event, Stance
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import MOST, NoticeQuote, NoticeText, all_named, claims_of, named

A_MODERATOR = "A moderator"
BY_STANCE = {
    Stance.ANSWERED: SAYS[Act.ANSWER],
    Stance.CONCEDED: SAYS[Act.CONCEDE],
    Stance.CONCEDED_IN_PART: SAYS[IN_PART],
    Stance.DECLINED: SAYS[Act.DECLINE],
}
# Of clicks: what became of an objection by those who are named then.
CLICKED = {
    Event.HOLD: "shared by",
    Event.REAFFIRM: "still disputed by",
    Event.SATISFIED: "answered to the satisfaction of",
    Event.WITHDRAW: "taken back by",
}


def of_position(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an author said by a click."""
    position = facts.positions.get(number)
    card = facts.cards.get(position.objection_id) if position else None
    if position is None or card is None:
        return None
    does = f"{BY_STANCE[Stance(position.position)]} {named(card)}"
    if position.reply:
        does = f"says that {position.reply.author.shown_name}’s reply answers {named(card)}"
    who = facts.posts[card.post_id].author.shown_name
    return NoticeText(card.post_id, who, does, claims_of([card]) + _line(who, position.text))


def of_line(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what a holder said in a line."""
    said = facts.lines.get(number)
    card = facts.cards.get(said.objection_id) if said else None
    if said is None or card is None:
        return None
    verb = says(Act.SUPPORT if said.event == Event.HOLD else said.event, card.kind)
    who = said.user.shown_name
    quotes = claims_of([card]) + _line(who, said.readable_text)
    return NoticeText(card.post_id, who, f"{verb} {named(card)}", quotes)


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
    does = f"revised the essay because of {all_named(cards)}. Does it suffice?"
    who = post.author.shown_name
    changed = (_line(who, each.words) for each in receipts[:MOST])
    quotes = claims_of(cards) + tuple(chain.from_iterable(changed))
    return NoticeText(post.pk, who, does, quotes)


def of_proposal(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what is proposed to its reader, or that what they proposed was refused."""
    proposal = facts.proposals.get(number)
    card = facts.cards.get(proposal.objection_id) if proposal else None
    if proposal is None or card is None:
        return None
    into = facts.cards.get(proposal.into_id or 0)
    what = f"that {named(card)} become part of {named(into)}" if into else ""
    what = what or f"another wording of {named(card)}"
    quotes = claims_of([card, into] if into else [card])
    quotes += _line(proposal.proposer.shown_name, proposal.claim)
    if proposal.outcome == Outcome.REFUSED:
        return NoticeText(
            card.post_id, card.raiser.shown_name, f"refused what you proposed: {what}", quotes
        )
    return NoticeText(card.post_id, proposal.proposer.shown_name, f"proposes to you {what}", quotes)


def of_wording(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return how an objection is put by now."""
    version = facts.wordings.get(number)
    card = facts.cards.get(version.objection_id) if version else None
    if version is None or card is None:
        return None
    theirs = version.writer_id == card.raiser.pk
    as_proposed = "" if theirs else f" as {version.writer.shown_name} proposed"
    readable = card.claim_shown and version.readable_words
    quotes = (NoticeQuote("", version.readable_words),) if readable else ()
    does = f"puts {named(card)} otherwise{as_proposed}"
    return NoticeText(card.post_id, card.raiser.shown_name, does, quotes)


def of_merge(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an objection became part of."""
    card = facts.cards.get(number)
    into = facts.cards.get(card.merged_into_id or 0) if card else None
    if card is None or into is None:
        return None
    who = card.raiser.shown_name if card.merger else A_MODERATOR
    does = f"made {named(card)} part of {named(into)}"
    return NoticeText(card.post_id, who, does, claims_of([card, into]))


def _line(who: str, words: str) -> tuple[NoticeQuote, ...]:
    return (NoticeQuote(who, words),) if words else ()


def of_clicks(number: int, day: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what an essay’s critics clicked in a day: the last of each on each objection."""
    last = {(each.objection_id, each.user_id): each for each in facts.clicks.get((number, day), [])}
    people: dict[tuple[int, str], list[str]] = defaultdict(list)
    for (objection, _), said in last.items():
        if objection in facts.cards:
            people[objection, said.event].append(said.user.shown_name)
    if not people or number not in facts.posts:
        return None
    quotes = tuple(
        NoticeQuote(named(facts.cards[pk]), f"{CLICKED[Event(event)]} {some(who)}")
        for (pk, event), who in people.items()
    )
    clickers = list(dict.fromkeys(said.user.shown_name for said in last.values()))
    return NoticeText(number, some(clickers), "said by a click where they stand", quotes)
