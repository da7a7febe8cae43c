"""Many people critique one essay at once, in every way there is; each is served or refused."""

import json
from collections import Counter
from pathlib import Path

from tests.databases import run_manage, run_together

PLAYER = "tests/concurrency/player.py"


PEOPLE, MOVES = 16, 20


def test_all_laws_hold_when_all_critique_at_once(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [["tests/concurrency/scene.py", "set", "1", str(PEOPLE)]])
    room = tmp_path / "room"
    room.mkdir()
    programs = [[PLAYER, str(room), str(PEOPLE), f"c{n}", str(MOVES)] for n in range(PEOPLE)]
    played = [json.loads(done.stdout) for done in run_together(database_url, programs)]
    made = sum((Counter(each["made"]) for each in played), Counter())
    assert {"object_to_it", "join_by_reply", "merge", "strike", "open_a_round"} <= made.keys()
    assert made.total() > PEOPLE * MOVES / 3
    for command in ("check_trees", "check_critiques"):
        run_manage(database_url, command)
    run_together(database_url, [[PLAYER, "check"]])
