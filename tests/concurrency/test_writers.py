"""Many processes write at once; nothing is lost, nothing breaks, nobody sees an error.

The writers are real processes on a real database: see writer.py.
"""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.databases import run_together
from tests.examples import examples

HERE = "tests/concurrency"
WRITERS = examples(5, 16)
# Of each of them.
REPLIES = examples(20, 63)


def set_scene(url: str, *, posts: int = 1, critics: int) -> None:
    run_together(url, [[f"{HERE}/scene.py", "set", str(posts), str(critics)]])


def at_once(url: str, room: Path, act: str, who: list[str], *what: str) -> list[Any]:
    """Let these people do an act at the same moment; return what came of each.

    They wait for each other in a folder in `room`.
    """
    meeting = room / act
    meeting.mkdir()
    start = [f"{HERE}/writer.py", act, str(meeting), str(len(who))]
    programs = [[*start, name, *what] for name in who]
    return [json.loads(done.stdout) for done in run_together(url, programs)]


def told(url: str) -> dict[str, Any]:
    """Check that all is sound, and return what there is."""
    [done] = run_together(url, [[f"{HERE}/scene.py", "tell"]])
    return json.loads(done.stdout)


def critics(count: int) -> list[str]:
    return [f"c{n}" for n in range(count)]


@pytest.mark.parametrize("posts", [1, examples(4, 20)])
def test_security_31_a_crowd_writes_and_loses_nothing(
    postgres_url: str, tmp_path: Path, posts: int
) -> None:
    set_scene(postgres_url, posts=posts, critics=WRITERS)
    written = sum(at_once(postgres_url, tmp_path, "grow", critics(WRITERS), str(REPLIES)))
    there = told(postgres_url)
    assert written == WRITERS * REPLIES
    assert there["replies"] == there["revisions"] == there["counted"] == written
    assert len(there["per_post"]) == posts and min(there["per_post"]) > 0


def test_several_write_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    writers = examples(4, 8)
    set_scene(sqlite_url, posts=2, critics=writers)
    written = sum(at_once(sqlite_url, tmp_path, "grow", critics(writers), str(REPLIES)))
    there = told(sqlite_url)
    assert written == there["replies"] == there["counted"] == writers * REPLIES


@pytest.mark.parametrize("count", [2, examples(7, 16)])
def test_who_raises_at_the_same_moment_gets_a_letter_of_their_own(
    postgres_url: str, tmp_path: Path, count: int
) -> None:
    set_scene(postgres_url, critics=count)
    addresses = at_once(postgres_url, tmp_path, "raise_one", critics(count))
    expected = [*"abcde", *(f"#{n}" for n in range(6, 17))][:count]
    assert sorted(addresses) == sorted(expected)
    assert told(postgres_url)["numbers"] == list(range(1, count + 1))


def test_security_34_one_form_sent_many_times_makes_one_reply(
    database_url: str, tmp_path: Path
) -> None:
    set_scene(database_url, critics=1)
    made = at_once(database_url, tmp_path, "send_twice", ["c0"] * examples(4, 8), str(uuid4()))
    assert len(set(made)) == 1
    there = told(database_url)
    assert (there["replies"], there["objections"], there["counted"]) == (1, 1, 1)


def test_security_35_of_two_edits_one_is_told_of_the_other(
    database_url: str, tmp_path: Path
) -> None:
    set_scene(database_url, critics=1)
    at_once(database_url, tmp_path, "grow", ["c0"], "1")
    assert sorted(at_once(database_url, tmp_path, "edit", ["c0", "c0"])) == ["conflict", "saved"]
    assert told(database_url)["revisions"] == 2


def test_of_two_tabs_that_save_at_once_one_is_told_of_the_other(
    database_url: str, tmp_path: Path
) -> None:
    set_scene(database_url, critics=1)
    tabs = ["c0"] * examples(2, 4)
    came = at_once(database_url, tmp_path, "keep_typed", tabs, str(uuid4()))
    assert sorted(came) == [*["conflict"] * (len(tabs) - 1), "saved"]


def test_what_is_typed_is_not_kept_while_it_is_sent(postgres_url: str, tmp_path: Path) -> None:
    set_scene(postgres_url, critics=1)
    form = [str(tmp_path), str(uuid4())]
    acts = [[f"{HERE}/typist.py", act, *form] for act in ("send", "keep")]
    came = [done.stdout for done in run_together(postgres_url, acts)]
    assert came == ["0 left", "conflict"]


def test_everything_at_once(database_url: str, tmp_path: Path) -> None:
    people = examples(5, 8)
    set_scene(database_url, critics=people)
    at_once(database_url, tmp_path, "everything", critics(people), str(examples(12, 30)))
    there = told(database_url)
    assert there["objections"] >= people
    assert there["numbers"] == list(range(1, there["objections"] + 1))


def test_a_picture_that_is_shown_is_there_however_others_sweep(
    database_url: str, tmp_path: Path
) -> None:
    painter, folder, room = f"{HERE}/painter.py", str(tmp_path / "media"), tmp_path / "room"
    room.mkdir()
    run_together(database_url, [[painter, "set", "3"]])
    programs = [[painter, "add", str(room), "4", folder, f"p{n}"] for n in range(3)]
    run_together(database_url, [*programs, [painter, "sweep", str(room), "4", folder]])
    [looked] = run_together(database_url, [[painter, "look", folder]])
    assert looked.stdout in ("0", "1"), "one picture, however many brought it"
