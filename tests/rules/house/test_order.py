"""In which order tests are run."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.order import waiting_first


class Test(NamedTuple):
    __test__ = False

    path: Path
    number: int


def file_of(path: str, many: int) -> list[Test]:
    return [Test(Path(path), number) for number in range(many)]


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
def test_each_worker_begins_with_what_waits(workers: int) -> None:
    waiting = [file_of(f"/tests/browser/test_{n}.py", 3 * n) for n in range(1, 6)]
    rest = file_of("/tests/rules/test_others.py", 400)
    items = [*rest[:100], *(each for file in waiting for each in file), *rest[100:]]
    ordered = waiting_first(items, workers)
    assert sorted(ordered) == sorted(items)
    begin, shares = 0, []
    for turn in range(workers):
        own = ordered[begin : begin + (len(items) - begin) // (workers - turn)]
        begin += len(own)
        files = [each.path.parent.name for each in own]
        shares.append(files.count("browser"))
        assert files == sorted(files), "the browser comes first"
    assert min(shares) > 0 and max(shares) - min(shares) <= 15
    for file in waiting:
        at = ordered.index(file[0])
        assert ordered[at : at + len(file)] == file, "a file stays together"


def test_of_few_tests_none_is_lost() -> None:
    items = [*file_of("/tests/browser/test_a.py", 5), *file_of("/tests/rules/test_b.py", 1)]
    assert sorted(waiting_first(items, 4)) == sorted(items)
