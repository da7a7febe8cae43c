"""Many people critique one essay at once, in every way there is; each is served or refused."""

import json
from collections import Counter
from pathlib import Path

from tests.databases import run_together

PLAYER = "tests/concurrency/player.py"


# SQLite lets in one writer at a time, and whoever waits past its timeout is turned away.
PEOPLE = {"postgres": 16, "sqlite": 8}
MOVES = 20


def test_all_laws_hold_when_all_critique_at_once(database_url: str, tmp_path: Path) -> None:
    people = PEOPLE[database_url.partition(":")[0].removesuffix("ql")]
    run_together(database_url, [["tests/concurrency/scene.py", "set", "1", str(people)]])
    room = tmp_path / "room"
    room.mkdir()
    programs = [[PLAYER, str(room), str(people), f"c{n}", str(MOVES)] for n in range(people)]
    played = [json.loads(done.stdout) for done in run_together(database_url, programs)]
    made = sum((Counter(each["made"]) for each in played), Counter())
    if people == PEOPLE["postgres"]:
        kinds = {"object_to_it", "join_by_reply", "merge", "strike", "open_a_round"}
        assert kinds <= made.keys(), "so many try everything"
    assert made.total() > people * MOVES / 3
    run_together(database_url, [["tests/concurrency/scene.py", "tell"]])
    run_together(database_url, [[PLAYER, "check"]])
