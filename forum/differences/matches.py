"""What two lists have in common, in the same order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from forum.differences.steps import Steps
from forum.differences.subsequence import shortest

# So many items in a row are seldom the same by chance: about four words with their spaces.
RUN = 8


class Match(NamedTuple):
    """`size` items that are the same, from `old` in the one list and `new` in the other."""

    old: int
    new: int
    size: int


class Gap(NamedTuple):
    """What stands between two matches, from and up to, in the one list and in the other."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def size(self) -> int:
        return self.old_end - self.old + self.new_end - self.new


def matches(old: Sequence[int], new: Sequence[int], steps: Steps) -> list[Match]:
    """Return what `old` and `new` have in common, in rising order; what touches is one match.

    What occurs once in both holds the rest (patience difference, Bram Cohen), runs of items
    before single ones; between that, what `shortest` finds. A stretch for which the steps do not
    suffice has no match.
    """
    found: list[Match] = []
    waiting = [Gap(0, len(old), 0, len(new))]
    while waiting:
        gap, ends = _trimmed(old, new, waiting.pop())
        found += ends
        if gap.old == gap.old_end or gap.new == gap.new_end:
            continue
        anchors: list[Match] = []
        for width in (RUN, 1):
            if not anchors and steps.take(gap.size):
                anchors = _anchors(old, new, gap, width)
        found += anchors
        if anchors:
            waiting += reversed(list(gaps(anchors, gap)))
        else:
            parts = old[gap.old : gap.old_end], new[gap.new : gap.new_end]
            shared = shortest(*parts, steps)
            found += [Match(gap.old + one, gap.new + two, 1) for one, two in shared]
    return _joined(found)


def gaps(found: Sequence[Match], around: Gap) -> Iterator[Gap]:
    """Yield what stands before, between and after these matches, empty where they touch."""
    old, new = around.old, around.new
    for match in found:
        yield Gap(old, match.old, new, match.new)
        old, new = match.old + match.size, match.new + match.size
    yield Gap(old, around.old_end, new, around.new_end)


def _trimmed(old: Sequence[int], new: Sequence[int], gap: Gap) -> tuple[Gap, list[Match]]:
    """Return the gap without what both sides begin and end with, and that."""
    one, one_end, two, two_end = gap
    while one < one_end and two < two_end and old[one] == new[two]:
        one, two = one + 1, two + 1
    while one < one_end and two < two_end and old[one_end - 1] == new[two_end - 1]:
        one_end, two_end = one_end - 1, two_end - 1
    ends = Match(gap.old, gap.new, one - gap.old), Match(one_end, two_end, gap.old_end - one_end)
    return Gap(one, one_end, two, two_end), [each for each in ends if each.size]


def _anchors(old: Sequence[int], new: Sequence[int], gap: Gap, width: int) -> list[Match]:
    """Return the most runs of `width` items, each once on both sides, in the same order there."""
    ones = _runs(old[gap.old : gap.old_end], width)
    twos = _runs(new[gap.new : gap.new_end], width)
    often, there = Counter(ones), Counter(twos)
    places = {run: place for place, run in enumerate(twos) if there[run] == often[run] == 1}
    pairs = [(at, places[run]) for at, run in enumerate(ones) if run in places]
    found: list[Match] = []
    for at, place in _rising(pairs):
        match = Match(gap.old + at, gap.new + place, width)
        last = found[-1] if found else None
        if last and match.old - last.old == match.new - last.new <= last.size:
            found[-1] = Match(last.old, last.new, match.old - last.old + width)
        elif not last or (last.old + last.size <= match.old and last.new + last.size <= match.new):
            found.append(match)
    return found


def _runs(items: Sequence[int], width: int) -> Sequence[Hashable]:
    return items if width == 1 else list(zip(*(items[n:] for n in range(width)), strict=False))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of pairs, given by their first, whose second rise as well."""
    # For each length the choice that ends earliest: with which second, and which pair.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [index]
    chosen = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _joined(found: list[Match]) -> list[Match]:
    whole: list[Match] = []
    for each in sorted(found):
        last = whole[-1] if whole else None
        if last and (last.old + last.size, last.new + last.size) == each[:2]:
            whole[-1] = Match(last.old, last.new, last.size + each.size)
        else:
            whole.append(each)
    return whole
