"""Moderators who move branches and merge essays while people write there: all stays sound."""

import json
from pathlib import Path

from tests.databases import run_together
from tests.examples import examples

HERE = "tests/concurrency"
STEPS = str(examples(6, 12))


def test_movers_and_writers_at_once(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", "2", "4"]])
    people = ["c0", "c1", "c2", "c3", "mina", "max", "mo"]
    for step in ("replies", "moves", "everything"):
        (tmp_path / step).mkdir()
    programs = [[f"{HERE}/mover.py", str(tmp_path), str(len(people)), who, STEPS] for who in people]
    run_together(database_url, programs)
    [told] = run_together(database_url, [[f"{HERE}/scene.py", "tell"]])
    log = json.loads(told.stdout)["log"]
    assert [act for _, act in log][:3] == ["move"] * 3
