"""Some leave while others share what they raised: nobody waits for ever, and the counts agree."""

import json
from pathlib import Path

from tests.databases import run_together

PEOPLE = 8
ESSAYS = 3


def test_many_leave_while_others_go_on(database_url: str, tmp_path: Path) -> None:
    scene = ["tests/concurrency/scene.py", "set", str(ESSAYS), str(PEOPLE)]
    run_together(database_url, [scene])
    room = tmp_path / "room"
    room.mkdir()
    leaver = ["tests/concurrency/leaver.py", str(room), str(PEOPLE)]
    done = run_together(database_url, [[*leaver, f"c{n}"] for n in range(PEOPLE)])
    assert [json.loads(each.stdout) for each in done] == ["left", "stayed"] * (PEOPLE // 2)
    run_together(database_url, [["tests/concurrency/scene.py", "tell"]])
