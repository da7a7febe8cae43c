"""What scripts quote or paste as Markdown reads as it did, whatever signs are in it."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forum.text import plain, render
from tests.databases import ROOT
from tests.examples import examples
from tests.node.script import Script, running
from web.writing import one_line

DOES = f"""
import {{ escaped }} from "{ROOT}/static/js/editor/escape.js";
import {{ createInterface }} from "node:readline";
createInterface({{ input: process.stdin }}).on("line", (line) => {{
  console.log(JSON.stringify(escaped(JSON.parse(line), true)));
}});
"""
SIGNS = "ab1 é.,*_[]()$~`#>-+=/\\&;:!^|{}<\"'"


@pytest.fixture(scope="module")
def escaped() -> Iterator[Script]:
    """A line of words as Markdown."""
    with running("--input-type=module", "--eval", DOES) as script:
        yield script


@settings(max_examples=examples(150, 10_000))
@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=16))
@example("a [emphasis added] b")
@example("1. a")
@example("2 * 3 * 4, snake_case, _a_ and $5 or $6")
@example("&amp; [b] [^1] [x](y)")
@example("/// details | x")
def test_words_read_as_they_did(escaped: Script, words: str) -> None:
    words = one_line(words)
    if words:
        assert plain(render(escaped(words), "x")) == words
