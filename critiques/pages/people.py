"""Who holds an objection, and what each says of it."""

from collections.abc import Mapping
from typing import NamedTuple

from critiques.cards import ObjectionCard
from critiques.models import Holder, Objection
from critiques.records import Record
from critiques.words import Event
from forum.dates import day


class Person(NamedTuple):
    """One line of “who holds it”."""

    name: str
    url: str
    says: str


def person_of(
    holder: Holder, objection: Objection, card: ObjectionCard, records: Mapping[int, Record]
) -> Person:
    """Return the line of somebody who holds an objection, or one that became part of it."""
    events = records[holder.objection_id].events
    earlier = any(e.outdated for e in events if e.at == holder.state_at)
    said = {
        Event.HOLD: "",
        Event.REAFFIRM: f"still stands since {day(holder.state_at)}",
        Event.SATISFIED: f"satisfied {'with an earlier wording, ' if earlier else 'since '}"
        f"{day(holder.state_at)}",
        Event.WITHDRAW: f"took it back, {day(holder.state_at)}",
    }[Event(holder.state)]
    facts = [
        "raised it" if holder.user_id == objection.raiser_id else "shares it",
        "main disagreement" if holder.is_main and holder.holds else "",
        f"also put as “{holder.readable_wording}”" if holder.readable_wording else "",
        f"would be satisfied by: {holder.would_satisfy}"
        if holder.would_satisfy and holder.holds and card.claim_shown
        else "",
        "has left; not counted" if holder.user.left_at else said,
        "" if holder.objection_id == objection.pk else "came with a merged objection",
    ]
    return Person(
        holder.user.shown_name, holder.user.get_absolute_url(), "; ".join(filter(None, facts))
    )
