"""What processes keep of a critique, each in its own memory, is what the database has."""

from pathlib import Path

from tests.databases import run_together

HERE = "tests/concurrency"


def test_what_is_kept_is_of_its_mark_while_others_write(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", "1", "4"]])
    room = tmp_path / "room"
    room.mkdir()
    programs = [["read"], ["read"], *(["write", f"c{n}"] for n in range(3))]
    started = [
        [f"{HERE}/reader.py", act, str(room), str(len(programs)), *who] for act, *who in programs
    ]
    ended = run_together(database_url, started)
    assert [each.stdout for each in ended[2:]] == ["40"] * 3
    assert any(int(each.stdout) for each in ended[:2]), "something was kept meanwhile"
