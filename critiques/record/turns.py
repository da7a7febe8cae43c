"""Whose move an objection is: what follows from what was said of it, as its status does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from critiques.status import Said, Word, stands_after
from critiques.words import ANSWERING, ASKED, HOLDING, Status

AUTHOR, HOLDERS, NOBODY = "author", "holders", ""
# With any other status there is nothing more to be said.
WAITING = (Status.OPEN, Status.CONTESTED, Status.ANSWERED, ASKED)


class Turn(NamedTuple):
    """Whose move it is: “author”, “holders” or “”, and since when.

    `people` are the ids of those who are to move, `back` of those among them who have written in
    this discussion since, whatever of.
    """

    whose: str
    since: datetime | None = None
    people: tuple[int, ...] = ()
    back: frozenset[int] = frozenset()


def turn_of(
    *,
    objection: int = 0,
    status: str,
    author: int,
    raised_at: datetime,
    words: Sequence[Word],
    said: Iterable[Said],
    wrote: Mapping[int, datetime],
) -> Turn:
    """Return whose move `objection` is, which pages show with this `status`.

    `words` are its author's positions and `said` what its holders said, both oldest first and as
    `status_of` wants them; `wrote` has when each person last wrote in the discussion, as far as the
    public can read it. It is the author's move while it is open, and when somebody who holds it
    has said so since their last answer; its holders' move when none of them has; and nobody's once
    it is resolved.
    """
    if status not in WAITING:
        return Turn(NOBODY)
    holding = _holding(said)
    answers = (word.at for word in reversed(words) if word.stance in ANSWERING)
    answered = next(answers, None)
    if answered is None:
        return _turn(AUTHOR, raised_at, [author], wrote)
    standing = [
        each.at
        for own in holding.values()
        for each in own
        if stands_after(each, answered, objection)
    ]
    if standing:
        return _turn(AUTHOR, min(standing), [author], wrote)
    return _turn(HOLDERS if holding else NOBODY, answered, list(holding), wrote)


def _holding(said: Iterable[Said]) -> dict[int, list[Said]]:
    """Return who holds it, each with what they said of it since they do."""
    holding: dict[int, list[Said]] = {}
    for each in said:
        if each.event in HOLDING:
            holding.setdefault(each.user, []).append(each)
        else:
            holding.pop(each.user, None)
    return holding


def _turn(whose: str, since: datetime, people: list[int], wrote: Mapping[int, datetime]) -> Turn:
    back = frozenset(each for each in people if each in wrote and wrote[each] > since)
    return Turn(whose, since, tuple(people), back)
