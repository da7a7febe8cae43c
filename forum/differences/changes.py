"""What changed from one text to another, as stretches of both."""

import re
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import accumulate
from typing import NamedTuple

from forum.differences.matches import Gap, Match, gaps, matches
from forum.differences.slides import slid
from forum.differences.steps import Steps
from forum.differences.words import belongs, words

# What a difference may take: as much as is soon done, and more for a longer text.
STEPS = 100_000
STEPS_A_CHARACTER = 1
# A text with more changes than so many is shown in larger pieces.
MOST_CHANGES = 2000
# Of text that did not change, what stands around a change; the rest is folded.
AROUND = 160
_NEAR = 40
# What is left out makes what was rewritten longer, so that more only interrupts it.
_PASSES = 5
_WORD_OR_LINE_END = re.compile(r"[\w\n]")


class Stretch(NamedTuple):
    """`size` characters: `kind` is same, del (of the old text alone) or ins (of the new)."""

    kind: str
    size: int


class TextPiece(NamedTuple):
    """A stretch of text: `kind` is same, folded (the same, but far from any change), del or ins."""

    kind: str
    text: str

    @property
    def breaks(self) -> bool:
        """Whether nothing can be seen of it but where lines end."""
        return "\n" in self.text and self.text.isspace()


def difference(before: str, after: str, steps: Steps | None = None) -> list[Stretch]:
    """Return how `after` came from `before`, word by word, in order.

    It takes at most `steps`, by default in proportion to the length of both; a stretch for which
    they do not suffice is wholly deleted and inserted.
    """
    steps = steps or Steps(STEPS + STEPS_A_CHARACTER * (len(before) + len(after)))
    found = _matches(before, after, steps)
    whole = Gap(0, len(before), 0, len(after))
    for _ in range(_PASSES):
        found, all_found = _readable(found, before, whole), found
        if len(found) == len(all_found):
            break
    found = sorted(nlargest(MOST_CHANGES, found, key=lambda match: match.size))
    return list(_stretches(slid(found, before, after), whole))


def changes(before: str, after: str, stretches: Iterable[Stretch]) -> list[TextPiece]:
    """Return the words of each stretch of a difference, with what is far from a change folded."""
    stretches, found = list(stretches), []
    old = new = 0
    for place, (kind, size) in enumerate(stretches):
        text = after[new : new + size] if kind == "ins" else before[old : old + size]
        old += size if kind != "ins" else 0
        new += size if kind != "del" else 0
        found += _folded(kind, text, first=place == 0, last=place == len(stretches) - 1)
    return found


def _matches(before: str, after: str, steps: Steps) -> list[Match]:
    """Return what both texts have in common, in characters."""
    pieces = words(before), words(after)
    numbers: dict[str, int] = {}
    old, new = ([numbers.setdefault(each, len(numbers)) for each in side] for side in pieces)
    old_at, new_at = (list(accumulate(map(len, side), initial=0)) for side in pieces)
    return [
        Match(old_at[one], new_at[two], old_at[one + size] - old_at[one])
        for one, two, size in matches(old, new, steps)
    ]


def _readable(found: Sequence[Match], before: str, whole: Gap) -> list[Match]:
    """Return the matches without those that only interrupt what was rewritten around them."""
    changed = [max(gap.old_end - gap.old, gap.new_end - gap.new) for gap in gaps(found, whole)]
    return [
        match
        for match, left, right in zip(found, changed, changed[1:], strict=False)
        if not left
        or not right
        or match.size > min(left, right)
        or (
            2 * match.size > min(left, right)
            and _WORD_OR_LINE_END.search(before, match.old, match.old + match.size)
        )
    ]


def _stretches(found: Sequence[Match], whole: Gap) -> Iterable[Stretch]:
    for gap, match in zip(gaps(found, whole), [*found, Match(0, 0, 0)], strict=True):
        sizes = gap.old_end - gap.old, gap.new_end - gap.new, match.size
        for kind, size in zip(("del", "ins", "same"), sizes, strict=True):
            if size:
                yield Stretch(kind, size)


def _folded(kind: str, text: str, *, first: bool, last: bool) -> list[TextPiece]:
    """Return a stretch with what stands far from any change folded, between words if it can."""
    if kind != "same" or len(text) < 4 * AROUND or (first and last):
        return [TextPiece(kind, text)]
    start = 0 if first else _space(text, AROUND, 1)
    end = len(text) if last else _space(text, len(text) - AROUND, -1)
    parts = [("same", text[:start]), ("folded", text[start:end]), ("same", text[end:])]
    return [TextPiece(kind, part) for kind, part in parts if part]


def _space(text: str, place: int, way: int) -> int:
    """Return where white space is near; where there is none, where no sign is torn."""
    near = range(place, place + way * _NEAR, way)
    whole = (each for each in near if not belongs(text[each - 1], text[each]))
    return next((each for each in near if text[each].isspace()), next(whole, place))
