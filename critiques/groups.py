"""What became one by merging, and who speaks for it: asked by whoever counts or names them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Self, TypeVar

from critiques.models import Holder, Objection
from critiques.people import Holding
from critiques.status import Said
from critiques.words import HOLDING

# Somebody's part in an objection: as it is stored, or as pages tell it.
Part = TypeVar("Part", Holder, Holding)


class Forest:
    """Which objections became part of which; `into` has it by id, for all of a post.

    A group has as many objections as people merged, one below the other as often as not: every
    walk takes each once, and none calls itself.
    """

    def __init__(self, into: Mapping[int, int | None]) -> None:
        self._into = into
        self._parts: dict[int, list[int]] = defaultdict(list)
        for part, whole in into.items():
            if whole is not None:
                self._parts[whole].append(part)

    @classmethod
    def of_posts(cls, posts: Iterable[int]) -> "Forest":
        """Read it. One query."""
        rows = Objection.objects.filter(post__in=posts).order_by("number", "pk")
        return cls(dict(rows.values_list("pk", "merged_into")))

    def group(self, pk: int) -> list[int]:
        """Return an objection and all that became part of it, or of its parts; wholes first."""
        group, seen = [pk], {pk}
        for whole in group:
            for part in self._parts.get(whole, ()):
                if part not in seen:
                    seen.add(part)
                    group.append(part)
        return group

    @cached_property
    def ends(self) -> dict[int, int]:
        """Where each counts: the end of the chain of what it became part of, or itself."""
        found: dict[int, int] = {}
        for pk, whole in self._into.items():
            if whole is None or whole not in self._into:
                found |= dict.fromkeys(self.group(pk), pk)
        for pk in self._into.keys() - found.keys():
            found[pk] = pk  # a circle, which check_critiques tells of
        return found


def group_of(objection: Objection) -> list[int]:
    """Return the ids of an objection and of all that became part of it. One query."""
    beside = Objection.objects.filter(whole=objection.whole_id or objection.pk)
    forest = Forest(dict(beside.order_by("number", "pk").values_list("pk", "merged_into")))
    return forest.group(objection.pk)


def speakers(holders: Iterable[Part]) -> list[Part]:
    """Return who speaks for a group, each person once: the part in which they spoke last.

    `holders` are of the whole group. It has since when they are among them, whether any of theirs
    is their main disagreement, and what they said last would satisfy them. In the order of
    `holders`, where each person is named first; people who left are among them.
    """
    return [_last_of(parts) for parts in _by_user((each.user_id, each) for each in holders)]


def speakers_again(
    holders: Iterable[tuple[int, Part]], known: dict[tuple[int, ...], Part]
) -> list[Part]:
    """Return the same of saved holders with the ids of their users, for groups within each other.

    `known` keeps what follows from which holders, by their ids: a wider group asks only for those
    who spoke in what it has more.
    """
    speaking = []
    for parts in _by_user(holders):
        said = tuple(map(attrgetter("id"), parts))
        if said not in known:
            known[said] = _last_of(parts)
        speaking.append(known[said])
    return speaking


def _by_user(holders: Iterable[tuple[int, Part]]) -> Iterable[list[Part]]:
    theirs: dict[int, list[Part]] = {}
    for user, each in holders:
        theirs.setdefault(user, []).append(each)
    return theirs.values()


def _last_of(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    parts = sorted(parts, key=lambda each: (each.state_at, each.objection_id))
    last = copy(parts[-1])
    last.since = min(each.since for each in parts)
    last.is_main = any(each.is_main for each in parts)
    last.would_satisfy = next((p.would_satisfy for p in reversed(parts) if p.would_satisfy), "")
    return last


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
