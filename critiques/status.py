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

    `said` and `words` are what readers can see, oldest first, without people who left. Holding
    after a position is a reaffirmation; a reaffirmation at the very moment of a position counts
    as said after it.
    """
    if merged:
        return Status.MERGED
    if struck:
        return Status.STRUCK
    said, words = list(said), list(words)
    states = {each.user: each.event for each in said}.values()
    last = words[-1] if words else None
    reaffirmed = _reaffirmed(said, words[0].at) if words else []

    if last and last.stance == Stance.CONCEDED and not any(at >= last.at for at in reaffirmed):
        return Status.CONCEDED
    if not any(state in HOLDING for state in states):
        if Event.SATISFIED in states:
            return Status.SETTLED
        if Event.WITHDRAW in states:
            return Status.WITHDRAWN
    if reaffirmed:
        return Status.CONTESTED
    if last and last.stance == Stance.DECLINED:
        return Status.DECLINED
    if last and last.stance in (Stance.ANSWERED, Stance.CONCEDED_IN_PART):
        return Status.ANSWERED
    return Status.OPEN


def _reaffirmed(said: list[Said], answered_at: datetime) -> list[datetime]:
    """Return when those who hold it said so after a position, not having been won over since."""
    standing: dict[int, datetime] = {}
    for each in said:
        if each.event not in HOLDING:
            standing.pop(each.user, None)
        elif each.at > answered_at or (each.event == Event.REAFFIRM and each.at == answered_at):
            standing[each.user] = each.at
    return list(standing.values())
