"""How many hold an objection, counted upwards from part to whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from critiques.status import Said
from critiques.words import HOLDING


class Count:
    """What people said last of an objection and of its parts.

    Of two counts that become one the smaller is put into the larger, so that a chain of parts
    takes little longer than as many that stand by themselves.
    """

    def __init__(self) -> None:
        self._last: dict[int, tuple[datetime, int, str]] = {}
        self._mains: set[int] = set()
        self.holding = 0
        self.main = 0

    @classmethod
    def of(cls, said: Iterable[Said], mains: Iterable[int]) -> Self:
        """Count what was said of one objection, oldest first, and whose main one it is."""
        count = cls()
        for each in said:
            count._say(each.user, (each.at, each.of, each.event))
        for user in mains:
            count._choose(user)
        return count

    def absorb(self, other: "Count") -> "Count":
        """Return both as one; neither is of use any more."""
        large, small = (self, other) if len(self._last) >= len(other._last) else (other, self)
        for user, word in small._last.items():
            if user not in large._last or large._last[user] < word:
                large._say(user, word)
        for user in small._mains:
            large._choose(user)
        return large

    def _say(self, user: int, word: tuple[datetime, int, str]) -> None:
        change = (word[-1] in HOLDING) - self._holds(user)
        self._last[user] = word
        self.holding += change
        self.main += change * (user in self._mains)

    def _choose(self, user: int) -> None:
        if user not in self._mains:
            self._mains.add(user)
            self.main += self._holds(user)

    def _holds(self, user: int) -> bool:
        return user in self._last and self._last[user][-1] in HOLDING
