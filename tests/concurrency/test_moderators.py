"""Moderators who do the same at the same moment: one does it, the others are told so."""

import json
from collections import Counter
from pathlib import Path

from tests.databases import run_together
from tests.examples import examples

HERE = "tests/concurrency"
MODERATORS = ["mina", "max", "mo"]
# Essays for each act.
EACH = examples(2, 3)
ONE_DID_IT = {"done": 1, "conflict": len(MODERATORS) - 1}


def at_once(url: str, room: Path, acts: list[str], who: list[str]) -> list[list[list[str]]]:
    """Let these people do each act to essays of its own; return what came of it, act by essay.

    The first act is done to the first essays, and so on, whoever does it.
    """
    meeting = room / "-".join([*who, acts[0]])
    meeting.mkdir()
    steps = [f"{act}:{n * EACH}:{(n + 1) * EACH}" for n, act in enumerate(acts)]
    start = [f"{HERE}/moderator.py", str(meeting), str(len(who))]
    outcomes = [
        json.loads(done.stdout)
        for done in run_together(url, [[*start, name, *steps] for name in who])
    ]
    return [[list(each) for each in zip(*act, strict=True)] for act in zip(*outcomes, strict=True)]


def set_scene(url: str, room: Path, acts: int) -> None:
    """Make essays of two objections each, the first in a reply that was reported."""
    run_together(url, [[f"{HERE}/scene.py", "set", str(acts * EACH), "2"]])
    done = at_once(url, room, ["prepare_for"] * acts, ["mina"])
    assert done == [[["done"]] * EACH] * acts


def log_of(url: str) -> list[list]:
    """Check that all is sound, and return the log: which essay, which act."""
    [done] = run_together(url, [[f"{HERE}/scene.py", "tell"]])
    return json.loads(done.stdout)["log"]


def test_one_does_it_and_the_others_are_told(database_url: str, tmp_path: Path) -> None:
    acts = ["decide_on", "hide_one", "lock_it", "curate"]
    set_scene(database_url, tmp_path, len(acts))
    outcomes = at_once(database_url, tmp_path, acts, MODERATORS)
    for act, essays in zip(acts, outcomes, strict=True):
        assert [Counter(each) for each in essays] == [ONE_DID_IT] * EACH, (act, essays)
    log = log_of(database_url)
    assert len(log) == EACH * len(acts)
    told = dict(log)
    curated = [told[post] for post in sorted(told)][-EACH:]
    assert curated == ["strike" if each[0] == "done" else "merge" for each in outcomes[-1]]


def test_all_at_once_by_all_of_them(database_url: str, tmp_path: Path) -> None:
    """Each decides on the same texts in another order: every text is decided on once."""
    set_scene(database_url, tmp_path, 1)
    [outcomes] = at_once(database_url, tmp_path, ["decide_on_all"], MODERATORS)
    assert {each for some in outcomes for each in some} == {"done", "conflict"}
    decided = [post for post, _ in log_of(database_url) if post is not None]
    assert len(decided) == len(set(decided)) == EACH


def test_an_answer_is_decided_once(database_url: str, tmp_path: Path) -> None:
    set_scene(database_url, tmp_path, 1)
    answered = at_once(database_url, tmp_path, ["answer_one"], ["mina"])
    assert answered == [[["done"]] * EACH]
    [outcomes] = at_once(database_url, tmp_path, ["decide_answer"], ["max", "mo"])
    assert all(sorted(each) == ["conflict", "done"] for each in outcomes), outcomes
    acts = dict(log_of(database_url))
    expected = ["uphold" if each[0] == "done" else "restore" for each in outcomes]
    assert [acts[post] for post in sorted(acts)] == expected


def test_what_was_done_is_taken_back_once(database_url: str, tmp_path: Path) -> None:
    acts = ["decide_on", "hide_one", "lock_it", "curate"]
    set_scene(database_url, tmp_path, 2 * len(acts))
    # Max decides otherwise than Mina, and merges what she strikes.
    for number, who in enumerate(["mina", "max"]):
        nothing = ["pass_over"] * (len(acts) * number)
        done = at_once(database_url, tmp_path, nothing + acts, [who])
        assert done == [[["done"]] * EACH] * (len(nothing) + len(acts))
    undone = at_once(database_url, tmp_path, ["undo_first"] * (2 * len(acts)), MODERATORS)
    for act, essays in zip(acts + acts, undone, strict=True):
        assert [Counter(each) for each in essays] == [ONE_DID_IT] * EACH, (act, essays)
    assert len(log_of(database_url)) == 2 * EACH * 2 * len(acts)
