"""What became one by merging, and who speaks for it: asked by whoever counts or names them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from operator import attrgetter

from critiques.models import Holder, Objection


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
    return _forest(objection).group(objection.pk)


def parts_of(objection: Objection) -> list[Objection]:
    """Return what became part of an objection, or of a part of it, by number. Two queries."""
    parts = group_of(objection)[1:]
    found = Objection.objects.filter(pk__in=parts).select_related("raiser", "merged_into")
    return list(found.order_by("number", "pk"))


def _forest(objection: Objection) -> Forest:
    beside = Objection.objects.filter(whole=objection.whole_id or objection.pk)
    return Forest(dict(beside.order_by("number", "pk").values_list("pk", "merged_into")))


def speakers(holders: Iterable[Holder]) -> list[Holder]:
    """Return who speaks for a group, each person once: the part in which they spoke last.

    `holders` are of the whole group. It has since when they are among them, whether any of theirs
    is their main disagreement, and what they said last would satisfy them. In the order of
    `holders`, where each person is named first; people who left are among them.
    """
    return [_last_of(parts) for parts in _by_user((each.user_id, each) for each in holders)]


def speakers_again(
    holders: Iterable[tuple[int, Holder]], known: dict[tuple[int, ...], Holder]
) -> list[Holder]:
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


def _by_user(holders: Iterable[tuple[int, Holder]]) -> Iterable[list[Holder]]:
    theirs: dict[int, list[Holder]] = {}
    for user, each in holders:
        theirs.setdefault(user, []).append(each)
    return theirs.values()


def _last_of(parts: list[Holder]) -> Holder:
    if len(parts) == 1:
        return parts[0]
    parts = sorted(parts, key=lambda each: (each.state_at, each.objection_id))
    last = copy(parts[-1])
    last.since = min(each.since for each in parts)
    last.is_main = any(each.is_main for each in parts)
    last.would_satisfy = next((p.would_satisfy for p in reversed(parts) if p.would_satisfy), "")
    return last
