"""The script beside a text counts its words and minutes as the site does."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forum.text import plain, render
from tests.databases import ROOT
from tests.examples import examples
from tests.node.script import Script, running
from web.writing import LETTERS, SIGNS, minutes_to_read, words_in

SCRIPT = ROOT / "static/js/editor/count.js"
COUNTS = f"""
import {{ counted, countedSource }} from "{SCRIPT}";
import {{ createInterface }} from "node:readline";
createInterface({{ input: process.stdin }}).on("line", (line) => {{
  const [text, isSource] = JSON.parse(line);
  const {{ words, minutes }} = (isSource ? countedSource : counted)(text);
  console.log(JSON.stringify([words, minutes]));
}});
"""
SOURCE = """## A part of **some** words

See [her page](https://example.org/a-long/way) and ![a picture](image:0123456789abcdef "Below").[^1]

```python
print(1)
```

/// details | More of it
And *so* on: `code`, ~~gone~~.
///

[^1]: A note.
"""


@pytest.fixture(scope="module")
def counts() -> Iterator[Script]:
    """Words and minutes of a text."""
    with running("--input-type=module", "--eval", COUNTS) as script:
        yield script


def test_both_name_the_same_signs() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    for signs in (SIGNS, LETTERS):
        assert re.sub(r"\\U000(\w{5})", r"\\u{\1}", signs) in script


PIECES = [
    "one ",
    "two-three ",
    "日本語",
    "ภาษาไทย",
    "มี ",
    "don’t ",
    "½ ",
    "² ",
    "— ",
    "_a_ ",
    "é\n",
]


@settings(max_examples=examples(100, 3000))
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(1, 400))
@example(["one "], 345)
@example(["one "], 575)
def test_both_count_alike(counts: Script, pieces: list[str], times: int) -> None:
    text = "".join(pieces) * times
    assert counts([text, False]) == [words_in(text), minutes_to_read(text)]


def test_of_markdown_what_is_read_is_counted(counts: Script) -> None:
    assert counts([SOURCE, True])[0] == words_in(plain(render(SOURCE, "x")))
