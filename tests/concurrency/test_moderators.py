"""Moderators who do the same at the same moment: one does it, the others are told so."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.databases import run_manage, run_together

HERE = "tests/concurrency"
MODERATORS = ["mina", "max", "mo"]
ESSAYS = 4


def at_once(url: str, room: Path, act: str, who: list[str]) -> list[list[str]]:
    """Let these people do an act to every essay at once; return what came of it, by essay."""
    meeting = room / act
    meeting.mkdir()
    programs = [[f"{HERE}/moderator.py", act, str(meeting), str(len(who)), name] for name in who]
    outcomes = [json.loads(done.stdout) for done in run_together(url, programs)]
    return [list(each) for each in zip(*outcomes, strict=True)]


def log_of(url: str) -> list[list]:
    """Check that all is sound, and return the log: which essay, which act."""
    run_manage(url, "check_trees")
    run_manage(url, "check_critiques")
    [done] = run_together(url, [[f"{HERE}/scene.py", "tell"]])
    return json.loads(done.stdout)["log"]


@pytest.fixture
def reported_url(database_url: str, tmp_path: Path) -> str:
    """A database of essays with two objections each, the first in a reply that was reported."""
    run_together(database_url, [[f"{HERE}/scene.py", "set", str(ESSAYS), "2"]])
    assert at_once(database_url, tmp_path, "prepare_for", ["mina"]) == [["done"]] * ESSAYS
    return database_url


def one_did_it(outcomes: list[list[str]]) -> bool:
    expected = {"done": 1, "conflict": len(MODERATORS) - 1}
    return all(Counter(each) == expected for each in outcomes)


@pytest.mark.parametrize("act", ["decide_on", "hide_one", "lock_it"])
def test_one_does_it_and_the_others_are_told(reported_url: str, tmp_path: Path, act: str) -> None:
    outcomes = at_once(reported_url, tmp_path, act, MODERATORS)
    assert one_did_it(outcomes), outcomes
    assert len(log_of(reported_url)) == ESSAYS


def test_all_at_once_by_all_of_them(reported_url: str, tmp_path: Path) -> None:
    """Each decides on the same texts in another order: every text is decided on once."""
    outcomes = at_once(reported_url, tmp_path, "decide_on_all", MODERATORS)
    assert {each for some in outcomes for each in some} == {"done", "conflict"}
    decided = [post for post, _ in log_of(reported_url) if post is not None]
    assert len(decided) == len(set(decided)) == ESSAYS


def test_who_strikes_and_who_merges(reported_url: str, tmp_path: Path) -> None:
    outcomes = at_once(reported_url, tmp_path, "curate", MODERATORS)
    assert one_did_it(outcomes), outcomes
    acts = dict(log_of(reported_url))
    expected = ["strike" if each[0] == "done" else "merge" for each in outcomes]
    assert [acts[post] for post in sorted(acts)] == expected


def test_an_answer_is_decided_once(reported_url: str, tmp_path: Path) -> None:
    assert at_once(reported_url, tmp_path, "answer_one", ["mina"]) == [["done"]] * ESSAYS
    outcomes = at_once(reported_url, tmp_path, "decide_answer", ["max", "mo"])
    assert all(sorted(each) == ["conflict", "done"] for each in outcomes), outcomes
    acts = dict(log_of(reported_url))
    expected = ["uphold" if each[0] == "done" else "restore" for each in outcomes]
    assert [acts[post] for post in sorted(acts)] == expected


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("decide_on", "max"),
        ("hide_one", "mina"),
        ("lock_it", "mina"),
        ("curate", "mina"),
        ("curate", "max"),
    ],
)
def test_what_was_done_is_taken_back_once(
    reported_url: str, tmp_path: Path, act: str, who: str
) -> None:
    assert at_once(reported_url, tmp_path, act, [who]) == [["done"]] * ESSAYS
    outcomes = at_once(reported_url, tmp_path, "undo_first", MODERATORS)
    assert one_did_it(outcomes), outcomes
    assert len(log_of(reported_url)) == 2 * ESSAYS
