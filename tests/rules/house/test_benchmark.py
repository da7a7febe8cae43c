"""The benchmark runs, on a database of its own, and says what it is asked to say."""

import json
from pathlib import Path

import pytest

from tests.databases import run_manage

pytestmark = pytest.mark.long

COSTS = {"cpu", "floor_cpu", "times_floor", "wall", "queries", "rows_written", "size"}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict]:
    """What it prints and what it writes; the site's own database does not even exist."""
    folder: Path = tmp_path_factory.mktemp("benchmark")
    url = f"sqlite:///{folder}/nothing.sqlite3"
    done = run_manage(url, "benchmark", "--quick", "--json", str(folder / "out.json"))
    assert not (folder / "nothing.sqlite3").exists()
    return done.stdout, json.loads((folder / "out.json").read_text(encoding="utf-8"))


def test_every_line_stands_beside_its_floor(measured: tuple[str, dict]) -> None:
    printed, written = measured
    [database] = written["databases"]
    assert database["lines"]
    for line in database["lines"]:
        assert line["what"] in printed
        assert line.keys() >= COSTS
        assert line["floor_cpu"] > 0 and line["queries"] >= 1


def test_pages_write_nothing_and_posting_does(measured: tuple[str, dict]) -> None:
    [database] = measured[1]["databases"]
    for line in database["lines"]:
        # A preview of the worst text counts against its limit.
        writes = line["what"].startswith(("Posting", "Worst text"))
        assert (line["most_rows_written"] > 0) == writes, line
    posting = next(line for line in database["lines"] if line["what"] == "Posting into 100")
    # The reply, its revision, the post twice; a reply that is nested moves numbers as well.
    assert posting["most_rows_written"] > 5


def test_the_thread_is_measured_cold_and_cached(measured: tuple[str, dict]) -> None:
    [database] = measured[1]["databases"]
    lines = {line["what"]: line for line in database["lines"]}
    cold, cached = (lines[f"Thread of 100: {who} visitor"] for who in ("first", "next"))
    assert cold["size"] == cached["size"]
    assert cold["queries"] > cached["queries"]
    assert cold["replies_shown"] == 100
    assert 0 < cold["markup_per_reply"] < 3_000
    aims = {(aim["what"], aim["measure"]) for aim in database["targets"]}
    assert ("Thread of 100: next visitor", "times_floor") in aims
    assert ("Thread of 100: first visitor", "times_floor") in aims


def test_security_17_the_worst_text_is_named_and_held_against_a_second(
    measured: tuple[str, dict],
) -> None:
    [database] = measured[1]["databases"]
    [worst] = [line for line in database["lines"] if line["what"].startswith("Worst text")]
    [aim] = [aim for aim in database["targets"] if aim["what"] == worst["what"]]
    assert (aim["measure"], aim["is"], aim["at_most"]) == ("cpu", worst["cpu"], 1_000)
    assert worst["cpu"] > worst["floor_cpu"]
