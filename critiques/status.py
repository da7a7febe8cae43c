"""Where an objection stands: one pure function of what was said, and the only one."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from critiques.words import HOLDING, Event, Stance, Status


class Said(NamedTuple):
    """One holder event."""

    user: int
    event: str
    at: datetime


class Word(NamedTuple):
    """One position of the author's."""

    stance: str
    at: datetime


def status_of(*, merged: bool, struck: bool, said: Iterable[Said], words: Iterable[Word]) -> Status:
    """Return the status that follows from the events; the first rule that matches wins.

    `said` and `words` are what readers can see, oldest first, without people who left. A
    holder's event at the very moment of a position counts as said after it.
    """
    if merged:
        return Status.MERGED
    if struck:
        return Status.STRUCK
    said, words = list(said), list(words)
    state = {each.user: each.event for each in said}
    holding = {user for user, event in state.items() if event in HOLDING}
    reaffirmed = [each for each in said if each.event == Event.REAFFIRM and each.user in holding]
    last = words[-1] if words else None

    if last and last.stance == Stance.CONCEDED and not any(r.at >= last.at for r in reaffirmed):
        return Status.CONCEDED
    if not holding:
        if Event.SATISFIED in state.values():
            return Status.SETTLED
        if Event.WITHDRAW in state.values():
            return Status.WITHDRAWN
    if words and any(_stands(r, said, words[0].at) for r in reaffirmed):
        return Status.CONTESTED
    if last and last.stance == Stance.DECLINED:
        return Status.DECLINED
    if last and last.stance in (Stance.ANSWERED, Stance.CONCEDED_IN_PART):
        return Status.ANSWERED
    return Status.OPEN


def _stands(reaffirmation: Said, said: list[Said], answered_at: datetime) -> bool:
    """Whether it came after a position, and its speaker has not been won over since."""
    later = said[said.index(reaffirmation) + 1 :]
    return reaffirmation.at >= answered_at and not any(
        each.user == reaffirmation.user and each.event not in HOLDING for each in later
    )
