"""What the tools above a text make of it: bold, lists, links, notes, and Enter in a list."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import ROOT
from tests.examples import examples
from tests.node.script import Script, running

HERE = ROOT / "static/js/editor"
# What is selected stands between ‹ and ›.
DOES = f"""
import * as blocks from "{HERE}/blocks.js";
import * as links from "{HERE}/links.js";
import * as marks from "{HERE}/marks.js";
import {{ createInterface }} from "node:readline";
const tools = {{ ...blocks, ...links, ...marks }};
createInterface({{ input: process.stdin }}).on("line", (line) => {{
  const [tool, text, ...more] = JSON.parse(line);
  const start = text.indexOf("‹");
  const end = text.indexOf("›") - 1;
  const value = text.replace(/[‹›]/g, "");
  // One edit is undone at once.
  const edit = tools[tool]({{ value, start, end }}, ...more);
  if (!edit) return console.log("null");
  const after = value.slice(0, edit.from) + edit.text + value.slice(edit.to);
  const {{ start: from, end: to }} = edit;
  const parts = [after.slice(0, from), after.slice(from, to), after.slice(to)];
  console.log(JSON.stringify(`${{parts[0]}}‹${{parts[1]}}›${{parts[2]}}`));
}});
"""

# A tool, a text, and what becomes of it, by the tool once more where it goes back.
BACK = [
    ("bold", "a ‹word› b", "a **‹word›** b"),
    ("bold", "*‹x›*", "***‹x›***"),
    ("bold", "‹- a\n- b\n\n> c›", "‹- **a**\n- **b**\n\n> **c**›"),
    ("bold", "‹a) x\n\n(b) y\n> c\\) z›", "‹a) **x**\n\n(b) **y**\n> c\\) **z**›"),
    ("italic", "‹x›", "*‹x›*"),
    ("italic", "**‹x›**", "***‹x›***"),
    ("code", "‹x›", "`‹x›`"),
    ("code", "‹x\ny›", "‹```\nx\ny\n```›"),
    ("maths", "‹x^2›", "$‹x^2›$"),
    ("maths", "‹x\ny›", "‹$$\nx\ny\n$$›"),
    ("quote", "‹b\n\nc›", "‹> b\n>\n> c›"),
    ("list", "‹a\nb›", "‹- a\n- b›"),
    ("list", "‹a\n\nb›", "‹- a\n\n- b›"),
]
ONCE = [
    ("bold", "wo‹›rd", "**‹word›**"),
    ("bold", "x\n ‹b) y›\n", "x\n b) **‹y›**\n"),
    ("italic", "‹- a） y›", "- a） *‹y›*"),
    ("italic", "x ‹a) y›", "x *‹a) y›*"),
    ("bold", "‹**a) T**›", "‹a) T›"),
    ("bold", "‹›", "**‹›**"),
    ("bold", "**‹›**", "‹›"),
    ("bold", "‹**word**›", "‹word›"),
    ("bold", "‹ x ›", " **‹x›** "),
    ("italic", "_‹x›_", "‹x›"),
    ("code", "‹a`b›", "`` ‹a`b› ``"),
    ("code", "‹```\n```\nx›", "‹````\n```\n```\nx\n````›"),
    ("quote", "a\n‹b\n›c", "a\n\n‹> b›\n\nc"),
    ("quote", "‹›", "> ‹›"),
    ("list", "‹1. a\n  2. b›", "‹- a\n  - b›"),
    ("list", "x ‹›", "- x ‹›"),
    ("heading", "x\na‹›\ny", "x\n\n## a‹›\n\ny"),
    ("heading", "## a‹›", "### a‹›"),
    ("heading", "### a‹›", "a‹›"),
    ("box", "‹a\nb›", "/// details | ‹Title›\na\nb\n///"),
    ("box", "‹/// details | T\na\n///›", "‹a›"),
    (
        "box",
        "‹/// details | T\na\n///\nb›",
        "//// details | ‹Title›\n/// details | T\na\n///\nb\n////",
    ),
    ("footnote", "a‹› b\nc\n", "a[^1] b\nc\n\n[^1]: ‹›"),
    ("footnote", "a[^1]‹›\n\n[^1]: x", "a[^1][^2]\n\n[^1]: x\n[^2]: ‹›"),
    ("link", "‹x›", "[x](‹›)"),
    ("link", "‹https://a.org/b(c)›", "[‹›](https://a.org/b%28c%29)"),
    ("link", "[‹x›](y)", "‹x›"),
    ("link", "‹[x](y)›", "‹x›"),
    ("newLine", "- a‹›b", "- a\n- ‹›b"),
    ("newLine", "9. a‹›", "9. a\n10. ‹›"),
    ("newLine", "> - q‹›", "> - q\n> - ‹›"),
    ("newLine", "- a\n- ‹›\nb", "- a\n‹›\nb"),
    ("newLine", "```\n- a‹›", None),
    ("newLine", "- ‹›x", None),
    ("newLine", "a)‹›", None),
]
OVER = [
    ("see ‹this› now", "https://a.org/", "see [this](https://a.org/)‹› now"),
    ("‹ this ›", "https://a.org/b c", None),
    ("‹two\nlines›", "https://a.org/", None),
    ("‹https://b.org/›", "https://a.org/", None),
    ("[x](‹y›)", "https://a.org/", None),
    ("‹x›", "javascript:alert(1)", None),
    ("‹›", "https://a.org/", None),
]
WORDS = st.text(st.sampled_from("xy é\n-*_`$> 1.§"), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def does() -> Iterator[Script]:
    """What a tool makes of a text."""
    with running("--input-type=module", "--eval", DOES) as script:
        yield script


def test_each_tool_does_what_it_says_and_takes_it_back(does: Script) -> None:
    there = [(tool, text, does([tool, text])) for tool, text, _ in BACK + ONCE]
    assert there == BACK + ONCE
    assert [(tool, does([tool, after]), after) for tool, _, after in BACK] == BACK


def test_an_address_over_words_makes_a_link_of_them(does: Script) -> None:
    made = [(text, url, does(["linkOver", text, url])) for text, url, _ in OVER]
    assert made == OVER


@settings(max_examples=examples(150, 3000))
@given(st.sampled_from(["bold", "quote", "list", "code", "maths", "box", "link"]), *[WORDS] * 3)
def test_no_tool_loses_a_word(does: Script, tool: str, a: str, b: str, c: str) -> None:
    after = does([tool, f"{a}‹{b}›{c}"])

    # No sign of the title that a new box gets.
    assert re.findall("[xyé§]", after) == re.findall("[xyé§]", a + b + c)
