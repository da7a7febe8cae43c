"""People who sign in, or try to, at the same moment and from one internet address."""

from collections import Counter
from pathlib import Path

from tests.cast import PASSWORD
from tests.databases import run_together
from tests.doors import OTHER

VISITOR = "tests/concurrency/visitor.py"


def at_once(url: str, room: Path, tries: list[tuple[str, str]]) -> Counter[str]:
    """Let these logins and passwords be tried at once; count what came of it."""
    room.mkdir()
    programs = [[VISITOR, "try", str(room), str(len(tries)), *each] for each in tries]
    return Counter(done.stdout for done in run_together(url, programs))


def test_security_26_wrong_tries_at_once_are_all_counted_and_right_ones_are_not(
    database_url: str, tmp_path: Path
) -> None:
    run_together(database_url, [[VISITOR, "set", "12"]])
    right = [(f"c{number}", PASSWORD) for number in range(12)]
    assert at_once(database_url, tmp_path / "right", right) == {"in": 12}
    wrong = [("c0", OTHER), ("C0", OTHER), (" c0 ", OTHER)] * 3
    assert at_once(database_url, tmp_path / "wrong", wrong) == {"wrong": 5, "refused": 4}
