"""The steps of a timeline in words."""

from collections.abc import Mapping
from typing import NamedTuple

from critiques.cards import ObjectionCard
from critiques.happenings import Happenings
from critiques.timeline import GAINED, MERGED, RAISED, STRUCK, Step
from critiques.words import Event, Stance, Status
from forum.dates import day, iso

TELLS = {
    RAISED: "raised it",
    Event.HOLD: "shares it",
    Event.REAFFIRM: "says that it still stands",
    Event.SATISFIED: "is satisfied",
    Event.WITHDRAW: "took it back",
    Stance.ANSWERED: "answers",
    Stance.CONCEDED: "agrees",
    Stance.CONCEDED_IN_PART: "agrees in part",
    Stance.DECLINED: "won’t pursue it",
    STRUCK: "removed it",
}


class StatusLine(NamedTuple):
    """A change of status: to which one, when, and by whom or what."""

    status: str
    words: str
    who: str
    what: str
    when: str
    iso: str


def told(step: Step, happenings: Happenings, cards: Mapping[int, ObjectionCard]) -> tuple[str, str]:
    """Return who took a step and what they did: “Bob”, “says that it still stands”."""
    who = happenings.name(step.user)
    if step.what == MERGED:
        return who, f"made it part of {cards[step.other or 0].address}"
    if step.what == GAINED:
        return who, f"made {cards[step.other or 0].address} part of it"
    return who, TELLS[step.what]


def status_lines(
    steps: list[Step], happenings: Happenings, cards: Mapping[int, ObjectionCard]
) -> list[StatusLine]:
    """Return each change of status, oldest first."""
    return [
        StatusLine(
            step.after,
            Status(step.after).label,
            *told(step, happenings, cards),
            day(step.at),
            iso(step.at),
        )
        for step in steps
        if step.moved
    ]
