"""Where a change is said to begin, where several places would do: at a paragraph, a sentence."""

from collections.abc import Sequence

from forum.differences.matches import Match
from forum.differences.words import belongs

# How a paragraph ends, and in how much of what is the same after a change its end is looked for.
_BREAK, _NEAR = "\n\n", 200
# What may stand before a change, the best first.
_BEFORE = (_BREAK, "\n", ". ", "? ", "! ", "。", "？", "！", " ")


def slid(found: Sequence[Match], before: str, after: str) -> list[Match]:
    """Return the matches so that what was only added, or only deleted, between two begins well.

    “[A b. ]A c.” and “A [b. A ]c.” say the same of a text; the first is what its writer did. What
    a change can be moved by is looked at once, so this takes as long as the texts are.
    """
    moved = list(found[:1])
    for match in found[1:]:
        last = moved[-1]
        old_end, new_end = last.old + last.size, last.new + last.size
        if old_end == match.old:
            by = _best(after, new_end, match.new, last.size, match.size)
        elif new_end == match.new:
            by = _best(before, old_end, match.old, last.size, match.size)
        else:
            sides = before[old_end : match.old], after[new_end : match.new]
            moved += _ended(match, *sides, before) or [match]
            continue
        moved[-1] = last._replace(size=last.size + by)
        moved.append(Match(match.old + by, match.new + by, match.size - by))
    return [each for each in moved if each.size]


def _ended(match: Match, old: str, new: str, before: str) -> list[Match]:
    """Return the match in two, the first where its beginning stands in a longer side already.

    Where a paragraph was changed and the next one deleted, or another added, its end was found at
    the end of that other one: then the two changes looked like one.
    """
    if (_BREAK in old) == (_BREAK in new):
        return []
    end = before.find(_BREAK, match.old, match.old + min(match.size, _NEAR))
    ending = before[match.old : end + len(_BREAK)]
    longer = old if _BREAK in old else new
    at, size = longer.find(ending), len(ending)
    if end < 0 or at < 0:
        return []
    back = len(longer) - at
    deleted = back if longer is old else 0
    first = Match(match.old - deleted, match.new - back + deleted, size)
    return [first, Match(match.old + size, match.new + size, match.size - size)]


def _best(text: str, start: int, end: int, left: int, right: int) -> int:
    """Return by how much the change from `start` to `end` is best moved; 0 if it stays.

    `left` and `right` are how many characters before and behind it are the same in both texts.
    """
    least = most = 0
    while -least < left and text[start + least - 1] == text[end + least - 1]:
        least -= 1
    while most < right and text[start + most] == text[end + most]:
        most += 1
    best, chosen = _rank(text, start), 0
    for by in range(least, most + 1):
        rank = _rank(text, start + by)
        if rank < best and not any(_tears(text, place + by) for place in (start, end)):
            best, chosen = rank, by
    return chosen


def _tears(text: str, place: int) -> bool:
    return 0 < place < len(text) and belongs(text[place - 1], text[place])


def _rank(text: str, place: int) -> int:
    if not place:
        return 0
    return next(
        (n for n, sign in enumerate(_BEFORE) if text.endswith(sign, 0, place)), len(_BEFORE)
    )
