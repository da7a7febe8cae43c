"""Calls beneath `with_room` never cross the edge of a chunk of the interpreter’s stack."""

from concurrent.futures import ThreadPoolExecutor
from resource import RUSAGE_THREAD, getrusage

from tests.guards import with_room

CALLS = 1_000
DEEP = range(20, 220)


def called(more: int) -> None:
    if more:
        called(more - 1)


def at(depth: int) -> int:
    """Return how often the machine was asked for memory while a loop so deep made calls."""
    if depth:
        return at(depth - 1)
    before = getrusage(RUSAGE_THREAD).ru_minflt
    for _ in range(CALLS):
        called(2)
    return getrusage(RUSAGE_THREAD).ru_minflt - before


def test_a_loop_has_room_however_deep_it_stands() -> None:
    # A thread has a stack of its own: here, nobody has made room before.
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(lambda: [with_room(at)(depth) for depth in DEEP]).result()
    assert max(asked) < CALLS // 10


def test_what_is_given_and_returned_is_passed_on() -> None:
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(sorted)([1, 2], reverse=True) == [2, 1]
