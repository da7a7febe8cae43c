"""What was said and done of an objection, in order, and where it stood after each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from critiques.status import Said, Standing, Word
from critiques.words import LAPSED, Event, Stance, Status

RAISED, GAINED, MERGED, STRUCK = "raised", "gained", "merged", "struck"
# A part that it lost again; that it stands by itself again; that it was put back.
LOST, SEPARATED, RESTORED = "lost", "separated", "restored"
STANCES = frozenset(Stance.values)
UNDOES = {SEPARATED: MERGED, RESTORED: STRUCK}


class Deed(NamedTuple):
    """One thing said or done: an Event, a Stance, or one of the words above.

    `user` is None for a moderator and 0 where nobody knows; `other` is the objection that it
    became part of, or that became part of it. `left` says that who held on by it has left.
    """

    what: str
    at: datetime
    user: int | None
    other: int | None = None
    left: bool = False

    @property
    def counts(self) -> str:
        """What it counts for."""
        return LAPSED if self.left else self.what


@dataclass
class Told:
    """What is told of one objection alone, oldest first, as readers can see it.

    `said` has what holders said, `words` the author's positions; `undone` the merges (None where
    nobody knows when) and strikes that were taken back, with how.
    """

    raised: Deed
    said: list[Deed] = field(default_factory=list)
    words: list[Deed] = field(default_factory=list)
    merged: Deed | None = None
    struck: Deed | None = None
    undone: list[tuple[Deed | None, Deed]] = field(default_factory=list)


class Step(NamedTuple):
    """A deed, and where the objection stood before it and after."""

    what: str
    at: datetime
    user: int | None
    other: int | None
    before: Status | None
    after: Status

    @property
    def moved(self) -> bool:
        """Whether it brought the objection to another status."""
        return self.before != self.after


class Family(NamedTuple):
    """What is part of each objection, with when it became so; and what was, with how it ended."""

    now: Mapping[int, list[tuple[int, Deed]]]
    once: Mapping[int, list[tuple[int, Deed, Deed]]]

    @classmethod
    def of(cls, told: Mapping[int, Told]) -> Self:
        """Return it for all that is told."""
        now: dict[int, list[tuple[int, Deed]]] = defaultdict(list)
        once: dict[int, list[tuple[int, Deed, Deed]]] = defaultdict(list)
        for part, each in told.items():
            if each.merged:
                now[each.merged.other or 0].append((part, each.merged))
            for merged, back in each.undone:
                if merged and merged.what == MERGED:
                    once[merged.other or 0].append((part, merged, back))
        return cls(now, once)


def timeline(pk: int, told: Mapping[int, Told], family: Family | None = None) -> list[Step]:
    """Return the steps of objection `pk`; the last one's `after` is where it stands now.

    `told` has it and whatever became part of it, and `family` is of that: what was said of a part
    counts from the moment of the merge, and no more once it was separated. At one moment the
    author's word comes before what critics say. By what people who left held on, no step is taken,
    unless they held it anew after they had been satisfied or had taken it back.
    """
    steps: list[Step] = []
    standing = Standing(pk)
    done: set[str] = set()
    status: Status | None = None
    for _, deed, source, brought in _in_order(pk, told, family or Family.of(told)):
        before = status
        if deed.what in STANCES:
            standing.word(Word(deed.what, deed.at))
        elif deed.what == LOST:
            standing.forget(source)
        for each in brought:
            standing.say(Said(each.user or 0, each.counts, each.at, source))
        done.add(deed.what)
        done.discard(UNDOES.get(deed.what, ""))
        status = standing.status(merged=MERGED in done, struck=STRUCK in done)
        if before != status or not (deed.left or _repeats_the_raising(deed, told[pk])):
            steps.append(Step(deed.what, deed.at, deed.user, deed.other, before, status))
    return steps


def own_deeds(pk: int, told: Mapping[int, Told]) -> list[Deed]:
    """Return what was said and done of objection `pk` itself, in order; not by what people who left
    held on."""
    deeds = _in_order(pk, told, Family({}, {}))
    told_of = (deed for _, deed, *_ in deeds if not deed.left)
    return [deed for deed in told_of if not _repeats_the_raising(deed, told[pk])]


def _in_order(
    pk: int, told: Mapping[int, Told], family: Family
) -> list[tuple[int, Deed, int, list[Deed]]]:
    """Return the deeds in order, each with its place within its moment, and of which objection
    it brings what was said."""
    own = told[pk]
    deeds: list[tuple[int, Deed, int, list[Deed]]]
    deeds = [(2, deed, pk, []) for deed in own.words]
    deeds += [(3, deed, pk, [deed]) for deed in own.said]
    now: list[tuple[int, Deed, Deed | None]] = [(*each, None) for each in family.now.get(pk, ())]
    for top, joined, back in [*now, *family.once.get(pk, ())]:
        for merged, part, said in _joining(top, joined, told, family):
            heard = [deed for deed in said if not back or deed.at <= back.at]
            along = [deed for deed in heard if deed.at <= merged.at]
            deeds.append((1, Deed(GAINED, merged.at, merged.user, part), top, along))
            deeds += [(3, deed, top, [deed]) for deed in heard if deed.at > merged.at]
        if back:
            deeds.append((5, Deed(LOST, back.at, back.user, top), top, []))
    undone = [deed for both in own.undone for deed in both]
    for deed in (own.merged, own.struck, *undone):
        if deed:
            deeds.append((5 if deed.what in UNDOES else 4, deed, pk, []))
    raised = own.raised._replace(at=min([own.raised.at, *(deed.at for _, deed, *_ in deeds)]))
    return sorted([(0, raised, pk, []), *deeds], key=lambda each: (each[1].at, each[0]))


def _joining(
    top: int, joined: Deed, told: Mapping[int, Told], family: Family
) -> list[tuple[Deed, int, list[Deed]]]:
    """Return what came with `top` when it was `joined`, and what came to it later.

    Each with the merge, the part, and what is said of it and of all that came with it. Each part
    is looked at once, and none by a function that calls itself: there may be a chain of hundreds.
    """
    came = [(joined, top, list(told[top].said))]
    walk, seen = [(top, 0)], {top}
    for whole, place in walk:
        for part, merged in family.now.get(whole, ()):
            if part in seen:
                continue
            seen.add(part)
            at = place
            if merged.at > came[place][0].at:
                at = len(came)
                came.append((merged, part, []))
            came[at][2].extend(told[part].said)
            walk.append((part, at))
    return came


def _repeats_the_raising(deed: Deed, own: Told) -> bool:
    """Who raises an objection holds it; that is no second thing to tell."""
    first = own.said[0] if own.said else None
    return deed is first and deed.what == Event.HOLD and deed.user == own.raised.user
