"""What was said and done of an objection, in order, and where it stood after each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from critiques.status import Said, Word, status_of
from critiques.words import HOLDING, Event, Stance, Status

RAISED, GAINED, MERGED, STRUCK = "raised", "gained", "merged", "struck"
# A part that it lost again; that it stands by itself again; that it was put back.
LOST, SEPARATED, RESTORED = "lost", "separated", "restored"
UNDOES = {SEPARATED: MERGED, RESTORED: STRUCK}


class Deed(NamedTuple):
    """One thing said or done: an Event, a Stance, or one of the words above.

    `user` is None for a moderator and 0 where nobody knows; `other` is the objection that it
    became part of, or that became part of it.
    """

    what: str
    at: datetime
    user: int | None
    other: int | None = None


@dataclass
class Told:
    """What is told of one objection alone, oldest first, as readers can see it.

    `said` has the events of people who have not left, `words` the author's positions; `undone`
    the merges (None where nobody knows when) and strikes that were taken back, with how.
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


def timeline(pk: int, told: Mapping[int, Told]) -> list[Step]:
    """Return the steps of objection `pk`; the last one's `after` is where it stands now.

    `told` has it and whatever became part of it: what was said of a part counts from the moment
    of the merge, and no more once it was separated. At one moment the author's word comes before
    what critics say.
    """
    steps: list[Step] = []
    said: list[tuple[int, Said]] = []
    words: list[Word] = []
    done: set[str] = set()
    status: Status | None = None
    for _, deed, source, brought in _in_order(pk, told):
        before = status
        # One more who holds what is open or disputed moves nothing, and there may be hundreds.
        one_more = status == Status.CONTESTED or (status == Status.OPEN and not words)
        if deed.what in Stance.values:
            words.append(Word(deed.what, deed.at))
        elif deed.what == LOST:
            said = [each for each in said if each[0] != source]
        elif brought:
            said = _with(said, source, brought)
        done.add(deed.what)
        done.discard(UNDOES.get(deed.what, ""))
        if status is None or deed.what not in HOLDING or not one_more:
            status = status_of(
                merged=MERGED in done,
                struck=STRUCK in done,
                said=[each for _, each in said],
                words=words,
            )
        if before != status or not _repeats_the_raising(deed, told[pk]):
            steps.append(Step(*deed, before, status))
    return steps


def _in_order(pk: int, told: Mapping[int, Told]) -> list[tuple[int, Deed, int, list[Deed]]]:
    """Return the deeds in order, each with its place within its moment, and of which objection
    it brings what was said."""
    own = told[pk]
    deeds = [(2, deed, pk, []) for deed in own.words]
    deeds += [(3, deed, pk, [deed]) for deed in own.said]
    for top, joined, back in _all_parts(pk, told):
        for part, merged in [(top, joined), *_later_parts(top, joined, told)]:
            all_said = [
                each for each in _said(part, told, merged) if not back or each.at <= back.at
            ]
            along = [deed for deed in all_said if deed.at <= merged.at]
            deeds.append((1, Deed(GAINED, merged.at, merged.user, part), top, along))
            deeds += [(3, deed, top, [deed]) for deed in all_said if deed.at > merged.at]
        if back:
            deeds.append((5, Deed(LOST, back.at, back.user, top), top, []))
    undone = [deed for both in own.undone for deed in both]
    for deed in (own.merged, own.struck, *undone):
        if deed:
            deeds.append((5 if deed.what in UNDOES else 4, deed, pk, []))
    raised = own.raised._replace(at=min([own.raised.at, *(deed.at for _, deed, *_ in deeds)]))
    return sorted([(0, raised, pk, []), *deeds], key=lambda each: (each[1].at, each[0]))


def _all_parts(pk: int, told: Mapping[int, Told]) -> Iterator[tuple[int, Deed, Deed | None]]:
    """Yield what is part of it or was, with when it became so, and when it was no more."""
    for part, merged in _parts(pk, told):
        yield part, merged, None
    for part, each in told.items():
        for merged, back in each.undone:
            if merged and merged.what == MERGED and merged.other == pk:
                yield part, merged, back


def _said(pk: int, told: Mapping[int, Told], by: Deed) -> Iterator[Deed]:
    """Yield what is said of it, and of all that was part of it when `by` was done."""
    yield from told[pk].said
    for part, merged in _parts(pk, told):
        if merged.at <= by.at:
            yield from _said(part, told, by)


def _later_parts(pk: int, by: Deed, told: Mapping[int, Told]) -> Iterator[tuple[int, Deed]]:
    """Yield what became part of it, or of a part of it, after `by` was done."""
    for part, merged in _parts(pk, told):
        late = merged.at > by.at
        if late:
            yield part, merged
        yield from _later_parts(part, merged if late else by, told)


def _parts(pk: int, told: Mapping[int, Told]) -> Iterator[tuple[int, Deed]]:
    for part, each in told.items():
        if each.merged and each.merged.other == pk:
            yield part, each.merged


def _with(said: list[tuple[int, Said]], source: int, brought: list[Deed]) -> list[tuple[int, Said]]:
    said = [*said, *((source, Said(each.user or 0, each.what, each.at)) for each in brought)]
    return sorted(said, key=lambda each: each[1].at)


def _repeats_the_raising(deed: Deed, own: Told) -> bool:
    """Who raises an objection holds it; that is no second thing to tell."""
    first = own.said[0] if own.said else None
    return deed is first and deed.what == Event.HOLD and deed.user == own.raised.user
