"""People who sign in, or try to, at the same moment and from one internet address."""

from collections import Counter
from pathlib import Path

from tests.cast import PASSWORD
from tests.databases import run_together
from tests.examples import examples
from tests.sign_in import OTHER

VISITOR = "tests/concurrency/visitor.py"
# Who mistype nothing: with those who do, more than may be wrong at one address.
OTHERS = examples(6, 11)


def test_security_26_wrong_tries_at_once_are_all_counted_and_right_ones_are_not(
    database_url: str, tmp_path: Path
) -> None:
    run_together(database_url, [[VISITOR, "set", str(OTHERS + 1)]])
    tries = [(f"c{number}", PASSWORD) for number in range(1, OTHERS + 1)]
    tries += [(spelt, OTHER) for spelt in ("c0", "C0", " c0 ", "c0", "C0", "c0 ", "c0")]
    room = tmp_path / "room"
    room.mkdir()
    programs = [[VISITOR, "try", str(room), str(len(tries)), *each] for each in tries]
    came = Counter(done.stdout for done in run_together(database_url, programs))
    assert came == {"in": OTHERS, "wrong": 5, "refused": 2}


def test_security_26_a_whole_class_signs_in_at_once(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [[VISITOR, "set", "20"]])
    room = tmp_path / "room"
    room.mkdir()
    programs = [[VISITOR, "try", str(room), "20", f"c{n}", PASSWORD] for n in range(20)]
    assert [done.stdout for done in run_together(database_url, programs)] == ["in"] * 20
