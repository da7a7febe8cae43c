"""Who shares an objection, and what each says of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from critiques.people import Holding
from critiques.record.cards import ObjectionCard
from critiques.record.sayings import Record, Saying
from critiques.terms import words_for
from critiques.words import CLARIFIED, Event
from web.dates import day


class HolderLine(NamedTuple):
    """One line of “who shares it”."""

    name: str
    url: str
    says: str


class People(NamedTuple):
    """Who shares an objection, or did while anybody did."""

    heading: str
    count: str
    lines: list[HolderLine]


def people_of(
    holders: Sequence[Holding],
    card: ObjectionCard,
    records: Mapping[int, Record],
) -> People:
    """Return the people of an objection; `holders` are who speaks for it and for its parts."""
    words = words_for(card.kind)
    said = {
        (pk, each.username, each.at): each
        for pk, record in records.items()
        for each in record.events
    }
    there = {holder.user_id for holder in holders if not holder.user.left}
    count = card.holder_count or len(there)
    counted = "1 person" if count == 1 else f"{count} people"
    return People(
        heading=words.who_shares
        if card.holder_count and card.status != CLARIFIED
        else words.who_shared,
        count=counted if count else "nobody who is still here",
        lines=[
            _person(
                holder,
                card,
                said.get((holder.objection_id, holder.user.username, holder.state_at)),
            )
            for holder in holders
        ],
    )


def _person(holder: Holding, card: ObjectionCard, last: Saying | None) -> HolderLine:
    words = words_for(card.kind)
    earlier = last is not None and last.outdated
    said = {
        Event.HOLD: "",
        Event.REAFFIRM: f"{words.stands_since} {day(holder.state_at)}",
        Event.SATISFIED: f"satisfied {'with an earlier wording, ' if earlier else 'since '}"
        f"{day(holder.state_at)}",
        Event.WITHDRAW: f"took it back, {day(holder.state_at)}",
    }[Event(holder.state)]
    facts = [
        words.raised if holder.user_id == card.raiser.pk else words.shares,
        "main disagreement" if holder.is_main and holder.holds else "",
        f"also put as “{holder.readable_wording}”" if holder.readable_wording else "",
        f"would be satisfied by: {holder.would_satisfy}"
        if holder.would_satisfy and holder.holds and card.claim_shown
        else "",
        "has left; not counted" if holder.user.left else said,
        f"“{last.text}”" if last and last.text else "",
        "" if holder.objection_id == card.pk else words.came_along,
    ]
    return HolderLine(holder.user.shown_name, holder.user.url, "; ".join(filter(None, facts)))
