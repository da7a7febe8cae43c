"""Two admins who each remove the other, or leave, at the same moment: one of them stays."""

from pathlib import Path

import pytest

from tests.databases import run_together

ADMIN = "tests/concurrency/admin.py"


@pytest.mark.parametrize("act", ["demote", "leave"])
def test_security_14_two_admins_at_once_leave_one(
    database_url: str, tmp_path: Path, act: str
) -> None:
    run_together(database_url, [[ADMIN, "set"]])
    room = tmp_path / "room"
    room.mkdir()
    pairs = [("ada", "max"), ("max", "ada")]
    ended = run_together(database_url, [[ADMIN, act, str(room), *pair] for pair in pairs])
    assert sorted(each.stdout for each in ended) == ["done", "refused"]
    [left] = run_together(database_url, [[ADMIN, "tell"]])
    assert left.stdout == "1"
