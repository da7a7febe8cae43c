"""Where an objection stands: one statement of what follows from what was said."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from heapq import heappop, heappush
from typing import NamedTuple

from critiques.words import ANSWERING, HOLDING, Event, Stance, Status


class Said(NamedTuple):
    """One holder event, or LAPSED for it; `of` is the objection with which it came here."""

    user: int
    event: str
    at: datetime
    of: int = 0


class Word(NamedTuple):
    """One position of the author's."""

    stance: str
    at: datetime


class Standing:
    """Where an objection stands while one thing after another is said of it.

    What is added is what readers can see, of people who left as it counts: the author's words
    oldest first, what holders say as it becomes known. To add one and to ask takes no longer after
    thousands. `objection` is which one it is, as `of` of what is said has it.
    """

    def __init__(self, objection: int = 0) -> None:
        self._objection = objection
        self._word: Word | None = None
        self._answered_at: datetime | None = None
        self._said: dict[int, list[Said]] = {}
        self._last: dict[int, str] = {}
        self._people: Counter[str] = Counter()
        # When who holds it said so after an answer, not having been won over since; and the
        # same with the latest first, outdated ones among them.
        self._standing: dict[int, datetime] = {}
        self._latest: list[tuple[float, int]] = []

    def word(self, word: Word) -> None:
        """Add a position."""
        self._word = word
        if self._answered_at is None and word.stance in ANSWERING:
            self._answered_at = word.at
            self._hear_again(self._said)

    def say(self, said: Said) -> None:
        """Add a holder event."""
        theirs = self._said.setdefault(said.user, [])
        insort(theirs, said, key=lambda each: each.at)
        if theirs[-1] is said:
            self._hear(said)
        else:
            self._hear_again([said.user])

    def forget(self, of: int) -> None:
        """Take away what came with objection `of`."""
        for user, theirs in self._said.items():
            kept = [each for each in theirs if each.of != of]
            if len(kept) < len(theirs):
                self._said[user] = kept
                self._hear_again([user])

    def status(self, *, merged: bool, struck: bool) -> Status:
        """Return the status that follows; the first rule that matches wins."""
        if merged:
            return Status.MERGED
        if struck:
            return Status.STRUCK
        last = self._word
        if last and last.stance == Stance.CONCEDED and not self._reaffirmed_since(last.at):
            return Status.CONCEDED
        if not any(self._people[event] for event in HOLDING):
            if self._people[Event.SATISFIED]:
                return Status.SETTLED
            if self._people[Event.WITHDRAW]:
                return Status.WITHDRAWN
        if self._standing:
            return Status.CONTESTED
        if last and last.stance == Stance.DECLINED:
            return Status.DECLINED
        if last and last.stance in (Stance.ANSWERED, Stance.CONCEDED_IN_PART):
            return Status.ANSWERED
        return Status.OPEN

    def _hear(self, said: Said) -> None:
        user, event, at = said.user, said.event, said.at
        if user in self._last:
            self._people[self._last[user]] -= 1
        self._last[user] = event
        self._people[event] += 1
        answered = self._answered_at
        if event not in HOLDING:
            self._standing.pop(user, None)
        elif answered and stands_after(said, answered, self._objection):
            self._standing[user] = at
            heappush(self._latest, (-at.timestamp(), user))

    def _hear_again(self, users: Iterable[int]) -> None:
        for user in users:
            if user in self._last:
                self._people[self._last.pop(user)] -= 1
            self._standing.pop(user, None)
            for said in self._said[user]:
                self._hear(said)

    def _reaffirmed_since(self, moment: datetime) -> bool:
        while self._latest:
            ago, user = self._latest[0]
            at = self._standing.get(user)
            if at is not None and -at.timestamp() == ago:
                return at >= moment
            heappop(self._latest)
        return False


def stands_after(said: Said, answered: datetime, objection: int) -> bool:
    """Whether who says that they hold `objection` says it in spite of an answer to it.

    Holding after an answer is a reaffirmation; one at the very moment of an answer counts as said
    after it. Who held what became part of it was not asked of that answer: they hold it now, and
    have not disputed anything.
    """
    if said.event == Event.REAFFIRM:
        return said.at >= answered
    return said.at > answered and said.of == objection


def status_of(
    *,
    objection: int = 0,
    merged: bool,
    struck: bool,
    said: Iterable[Said],
    words: Iterable[Word],
) -> Status:
    """Return the status of `objection` that follows from all that was said, oldest first."""
    standing = Standing(objection)
    for word in words:
        standing.word(word)
    for each in said:
        standing.say(each)
    return standing.status(merged=merged, struck=struck)
