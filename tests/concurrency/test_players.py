"""Many people critique one essay at once, in every way there is; each is served or refused."""

from pathlib import Path

from tests.databases import run_together
from tests.examples import examples

PLAYER = "tests/concurrency/player.py"


# SQLite lets in one writer at a time, and whoever waits past its timeout is turned away.
PEOPLE = {"postgres": examples(6, 16), "sqlite": examples(5, 8)}
MOVES = examples(10, 20)


def test_all_laws_hold_when_all_critique_at_once(database_url: str, tmp_path: Path) -> None:
    people = PEOPLE[database_url.partition(":")[0].removesuffix("ql")]
    run_together(database_url, [["tests/concurrency/scene.py", "set", "1", str(people)]])
    run_together(database_url, [[PLAYER, "open"]])
    (tmp_path / "first").mkdir()
    (tmp_path / "then").mkdir()
    programs = [[PLAYER, str(tmp_path), str(people), f"c{n}", str(MOVES)] for n in range(people)]
    run_together(database_url, programs)
    run_together(database_url, [["tests/concurrency/scene.py", "tell"]])
    run_together(database_url, [[PLAYER, "check"]])
