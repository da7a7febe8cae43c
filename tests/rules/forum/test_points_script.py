"""The script beside the text asks the site for points wherever the site would find some."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from hypothesis import given, settings

from forum.lettered import find_points
from tests.examples import examples
from tests.node.script import Script, running
from tests.rules.forum.test_points import AMONG, POINTS
from tests.rules.forum.test_points_agreement import LETTERS, TEXTS

RULE = re.compile(r"^const UNSEEN = .*?;$|^function mayHavePoints\(.*?^}$", re.M | re.S)
ASKED = """
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => console.log(mayHavePoints(...JSON.parse(line))));
"""


@pytest.fixture(scope="module")
def asks() -> Iterator[Script]:
    """Whether the script asks, of a text and the letters above it."""
    script = Path(site.BASE_DIR / "static/js/points.js").read_text(encoding="utf-8")
    rule = RULE.findall(script)
    assert len(rule) == 2
    with running("--eval", "\n".join([*rule, ASKED])) as script:
        yield script


def test_it_asks_for_every_point_of_the_tables(asks: Script) -> None:
    told = [(source, "") for source, _ in POINTS.values()]
    told += [(source, among) for source, among, labels in AMONG.values() if labels]
    assert [each for each in told if not asks(each)] == []


@pytest.mark.parametrize(
    "source",
    ["Just prose.", "b) x\nc) y", "e.g. this", "See a) x", "a)x", "1) x", "    a) x", "- - a) x"],
)
def test_it_does_not_ask_in_vain_of_every_text(asks: Script, source: str) -> None:
    assert not asks([source, ""])


@settings(max_examples=examples(300, 5000))
@given(TEXTS, LETTERS)
def test_it_asks_for_every_point_of_any_text(asks: Script, text: str, among: str) -> None:
    if find_points(text.replace("\r\n", "\n").replace("\r", "\n"), among):
        assert asks([text, among])
