"""The shortest way from one list to another, where it is short enough to be found."""

from collections.abc import Sequence

from forum.differences.steps import Steps

# The place of a round's first diagonal, and how far one got on every second from there.
_Round = tuple[int, list[int]]


def shortest(old: Sequence[int], new: Sequence[int], steps: Steps) -> list[tuple[int, int]]:
    """Return the pairs of places of a longest common subsequence, in rising order.

    The greedy algorithm of Myers (1986): it takes about the square of the number of items that
    differ. Where half of the `steps` that are left do not suffice it returns nothing. Neither
    list may be empty.
    """
    length, other = len(old), len(new)
    most = steps.left // 2
    if (length - other) ** 2 > most:
        return []
    # How far one gets in `old` on each diagonal: the place there less the place in `new`.
    middle = other + 1
    reach = [-1] * (middle + length + 2)
    reach[middle + 1] = 0
    rounds: list[_Round] = []
    taken = 0
    for edits in range(length + other + 1):
        lowest = -edits + 2 * max(0, edits - other)
        highest = edits - 2 * max(0, edits - length)
        for diagonal in range(lowest, highest + 1, 2):
            place = middle + diagonal
            start = at = _start(reach[place - 1], reach[place + 1], diagonal, length, other)
            while 0 <= at < length and at - diagonal < other and old[at] == new[at - diagonal]:
                at += 1
            reach[place] = at
            taken += 2 + at - start
        rounds.append((middle + lowest, reach[middle + lowest : middle + highest + 1 : 2]))
        if taken > most or reach[middle + length - other] == length:
            break
    steps.take(min(taken, steps.left))
    return _pairs(rounds, middle, length, other) if taken <= most else []


def _start(deletes: int, inserts: int, diagonal: int, length: int, other: int) -> int:
    """Return where a diagonal goes on from how far its neighbours got, or -1."""
    after_deleting = deletes + 1 if 0 <= deletes < length else -1
    after_inserting = inserts if inserts - diagonal <= other else -1
    return max(after_deleting, after_inserting)


def _pairs(rounds: list[_Round], middle: int, length: int, other: int) -> list[tuple[int, int]]:
    """Go back from the end, round by round; return what was the same on the way."""
    at, diagonal = length, length - other
    pairs: list[tuple[int, int]] = []
    for before in reversed(rounds[:-1]):
        deletes, inserts = (_reached(before, middle + diagonal + side) for side in (-1, 1))
        start = _start(deletes, inserts, diagonal, length, other)
        pairs += [(place, place - diagonal) for place in range(at - 1, start - 1, -1)]
        deleting = deletes >= 0 and deletes + 1 == start
        at = deletes if deleting else inserts
        diagonal += -1 if deleting else 1
    pairs += [(place, place) for place in range(at - 1, -1, -1)]
    return pairs[::-1]


def _reached(before: _Round, place: int) -> int:
    first, row = before
    index = (place - first) // 2
    return row[index] if 0 <= index < len(row) else -1
