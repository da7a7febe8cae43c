"""People who report, or write up to their limit, at the same moment."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.databases import run_together
from tests.examples import examples

HERE = "tests/concurrency"
ESSAYS = examples(4, 5)
FORMS = examples(5, 8)


def at_once(url: str, room: Path, act: str, who: list[str]) -> list[list[str]]:
    """Let these people act at once; return what came of it for each."""
    room = room / act
    room.mkdir()
    programs = [
        [f"{HERE}/reporter.py", act, str(room), str(len(who)), name, str(number)]
        for number, name in enumerate(who)
    ]
    return [json.loads(done.stdout) for done in run_together(url, programs)]


def tell(url: str) -> dict:
    [done] = run_together(url, [[f"{HERE}/scene.py", "tell"]])
    return json.loads(done.stdout)


@pytest.fixture
def three_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may do more of what is counted; together, so that one process has them all."""
    for kind in ("REPLIES", "DRAFTS", "PREVIEWS"):
        monkeypatch.setenv(f"LIMIT_{kind}", "3/hour; 3/hour;")


def test_three_reports_at_once_hold_back_once(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", str(ESSAYS), "1"]])
    outcomes = at_once(database_url, tmp_path, "report_all", ["mina", "max", "mo"])
    assert outcomes == [["done"] * ESSAYS] * 3
    log = tell(database_url)["log"]
    assert len(log) == ESSAYS == len({post for post, _ in log})
    assert {act for _, act in log} == {"auto_hide"}


@pytest.mark.usefixtures("three_an_hour")
def test_a_limit_holds_for_forms_sent_at_once(database_url: str, tmp_path: Path) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", str(ESSAYS), "1"]])
    outcomes = at_once(database_url, tmp_path, "reply_once", ["c0"] * ESSAYS)
    assert Counter(each for [each] in outcomes) == {"done": 3, "rate": ESSAYS - 3}
    assert tell(database_url)["replies"] == 3


@pytest.mark.usefixtures("three_an_hour")
@pytest.mark.parametrize("act", ["keep_draft", "see_preview"])
def test_security_so_for_what_is_counted_by_traces(
    database_url: str, tmp_path: Path, act: str
) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", "1", "1"]])
    outcomes = at_once(database_url, tmp_path, act, ["c0"] * FORMS)
    assert Counter(each for [each] in outcomes) == {"done": 3, "rate": FORMS - 3}


def test_security_26_objections_of_one_reply_hold_for_forms_sent_at_once(
    database_url: str, tmp_path: Path
) -> None:
    run_together(database_url, [[f"{HERE}/scene.py", "set", "1", "1"]])
    at_once(database_url, tmp_path, "reply_once", ["c0"])
    many = [f"{HERE}/reporter.py", "raise_many", str(tmp_path), "1", "c0", "24"]
    run_together(database_url, [many])
    outcomes = at_once(database_url, tmp_path, "raise_one", ["c0"] * FORMS)
    assert Counter(each for [each] in outcomes) == {"done": 2, "refused": FORMS - 2}
    assert tell(database_url)["objections"] == 26
