"""Each of the things that must hold has a test that is named after its number."""

import re
from collections import defaultdict

from tests.databases import ROOT

README = ROOT / "tests/rules/README.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAME = re.compile(r"def test_security((?:_\d+)+)_\w")


def files_of_each() -> dict[int, set[str]]:
    """Return the files with tests for each number."""
    found = defaultdict(set)
    for file in (ROOT / "tests").rglob("test_*.py"):
        for numbers in NAME.findall(file.read_text()):
            for number in numbers.strip("_").split("_"):
                found[int(number)].add(str(file.relative_to(ROOT / "tests")))
    return found


def test_all_are_tested_or_named_as_of_later():
    rows = {int(number): where for number, _, where in ROW.findall(README.read_text())}
    assert list(rows) == list(range(1, len(rows) + 1))
    found = files_of_each()
    for number, where in rows.items():
        if where.startswith("later: "):
            assert number not in found, f"{number} has tests by now; name their files"
        else:
            named = set(re.findall(r"`([^`]+)`", where))
            assert named == found[number], f"{number}: {sorted(found[number])}"
    assert found.keys() <= rows.keys()
