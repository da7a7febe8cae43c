"""No text within the limits keeps the renderer busy: it is rendered or refused, with a reason."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.core.exceptions import ValidationError

from forum.markup.document import Document
from forum.text import render
from tests.examples import examples
from tests.renderer import Renderer

SIZES = (20_000, 40_000, 100_000)[:: examples(2, 1)]
REPEATED = {
    "open brackets": "[",
    "open images": "![",
    "bracket pairs": "[a][b",
    "open footnotes": "[^a",
    "open links": "[a](",
    "open CDATA": "<![CDATA[",
    "open comments": "<!--",
    "open tags": "<a b=",
    "div": "<div>",
    "tilde lines": "~~~a\n",
    "tildes": "~~a",
    "bullets": "- ",
    "numbers": "1. ",
    "quotes": "> ",
    "quoted bullets": "> - ",
    "boxes": "/// details\n",
    "quoted boxes": "> /// details\n",
    "lettered boxes": "- a) <details>\n",
    "titled boxes": "/// details | T\n\n",
    "stars": "*",
    "open emphasis": "*a **b ",
    "inner underscores": "a_b*",
    "backticks": "`a``",
    "backslashes": "\\",
    "pipes": "|",
    "table rows": "a|b\n-|-\n",
    "points": "a) x\n",
    "listed points": "- a) > x\n",
    "bold titles": "**a) x**\n",
    "headings": "# a\n",
    "rules": "---\n",
    "fences": "```\n",
    "code blocks": "```py\n(\n```\n",
    "link definitions": "[a]: b 'c\n",
    "note definitions": "[^a]: b\n",
    "dotted words": "a.",
    "addresses": "a@a.",
    "dotted hosts": "http://a.",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "directional marks": "\u200f",
    "line ends": "\n",
    "lines": "a\n",
    "paragraphs": "a\n\n",
    "entities": "&amp;",
    "titled links": '[a](b "',
    "quoted links": "[a](<",
    "closing brackets": "]",
    "definitions without end": "[a]: <b\n",
    "open code after a letter": "a`",
    "points in bold": "**a) ",
    "closing tags": "</a>",
    "half entities": "&#",
    "accents": "\u0301",
    "left to right": "\u202e",
    "struck": "~~a~~ ",
    "lists in quotes": "> - a\n",
    "setext": "a\n===\n",
    "table rules": "|-",
    "angle addresses": "<http://a",
    "struck lines": "~~~a~~~\n",
    "letters": "a",
    "tildes and stars": "~~*",
    "tildes and underscores": "~_~~",
    "stars and underscores": "*_**__",
    "tildes alone": "~",
    "tildes in spaces": " ~~ ",
    "tildes before a letter": " ~~~~~~~~~~~~~~~~~~~~~a",
    "struck and open": "~~a~~b~",
    "struck over lines": "~~a\n",
    "carets": "^a^",
    "carets and tildes": "^~a~^~~",
    "escaped tildes": "\\~~a\\~",
    "escaped all": "\\~\\*\\_\\^",
    "three of each": "***___~~~",
    "mentions": "@a/b ",
    "references": "a/b#1 a@1234567 !1 ",
    "dollars": "$",
    "formulas": "$a$ ",
    "open formulas": "$a ",
    "open blocks of formulas": "$$a\n",
    "open brackets of formulas": "\\[a ",
    "open rounds of formulas": "\\(a\n",
    "fractions": "$\\frac{a}{b}$",
    "formulas of plus": "$" + "x+" * 900 + "$ ",
    "formulas of roots": "$" + "\\sqrt{" * 39 + "}" * 39 + "$ ",
    "formulas of matrices": "$$\\begin{matrix}" + "a&b\\\\" * 200 + "\\end{matrix}$$ ",
    "formulas of braces": "$" + "{" * 40 + "x" + "}" * 40 + "$ ",
    "formulas of powers": "$" + "x^{" * 39 + "x" + "}" * 39 + "$ ",
    "formulas of fences": "$" + "\\left(" * 190 + "\\right)" * 190 + "$ ",
    "formulas of fractions": "$" + "\\frac{" * 39 + "x" + "}{y}" * 39 + "$ ",
    "formulas of text": "$\\text{" + "<" * 1900 + "}$ ",
    "wrong formulas": "$\\frac$ ",
    "hosts of repositories": "https://github.com/a/b/issues/1 ",
}
SHAPED = {
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "images in images": lambda size: "![" * 700 + "](a)" * 700,
    "a table of 6,500 short rows": lambda size: (
        "|".join("a" * 60) + "\n|" + "-|" * 60 + "\na" * 6500
    ),
    "lists of each other": lambda size: (
        "- 1. " * 6 + "a\n" + "\n".join(["    " * 6 + "- a"] * 2900)
    ),
    "notes in notes": lambda size: "".join(f"[^{i}]: x[^{i + 1}]\n\n" for i in range(190)) + "[^0]",
    "links of one definition": lambda size: "[a]: /b\n\n" + "[a] " * 1490,
    "nested brackets": lambda size: "[" * 700 + "](a)" * 700,
    "nested emphasis": lambda size: "*a _b " * 1400 + "b_ a* " * 1400,
    "one long link": lambda size: "[" + "a" * (size - 5) + "](b)",
    "brackets far apart": lambda size: ("[" + "a" * (size // 1500 - 1)) * 1499,
    "open links far apart": lambda size: ("[a](" + "b" * (size // 1499 - 4)) * 1490,
    "emphasis far apart": lambda size: ("*a* " + "b" * (size // 2900 - 4)) * 2900,
    "table of 1,500 columns": lambda size: (
        "a|" * 1500 + "\n" + "-|" * 1500 + "\n" + "a\n" * ((size - 6002) // 2)
    ),
    "table of 60 columns": lambda size: "a|" * 59 + "\n" + "-|" * 59 + "\n" + "a\n" * 5000,
    "a note used often": lambda size: "[^1]: x\n\n" + "[^1] " * (size // 5 - 2),
    "a note used 390 times": lambda size: "[^1]: x\n\n" + "[^1] " * 390,
    "dots behind an address": lambda size: "http://a" + "." * (size - 8),
    "spaces between letters": lambda size: "a" + " " * (size - 2) + "b",
    "deep list": lambda size: "".join(" " * (4 * (i % 15)) + "- a\n\n" for i in range(2900)),
    "deep quotes": lambda size: "".join(">" * (i % 12 + 1) + " a\n\n" for i in range(2900)),
    "deep boxes": lambda size: (
        "".join(f"{'/' * (40 - i)} details | T\n" for i in range(29))
        + "".join(f"{'/' * (12 + i)}\n" for i in range(29))
    ),
    "blank lines in code": lambda size: "```java\n" + "\n" * 5000 + "\n```",
    "long code": lambda size: "```python\n" + "('" * (size // 2 - 10) + "\n```",
}


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


def render_or_refuse(renderer: Renderer, source: str) -> None:
    done = renderer.render(source)
    assert done.html or done.refusal or not source.strip()
    assert not done.refusal or done.refusal.endswith(".")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_security_17_repeated(renderer: Renderer, unit: str, size: int) -> None:
    render_or_refuse(renderer, (unit * (size // len(unit) + 1))[:size])


# Signs that begin and end what is set off from the rest: half of it is looked for to the end.
DELIMITERS = ("~", "~~", "~~~", "*", "**", "_", "__", "^", "\\", "\\~", "`", " ", "a", "\n")


@pytest.mark.parametrize("first", DELIMITERS)
def test_security_17_delimiters(renderer: Renderer, first: str) -> None:
    """Less than fifty of them are enough for an expression that tries every way to read them."""
    for second, third in product(DELIMITERS, ("~", "*", "_", "a")):
        render_or_refuse(renderer, ((first + second + third) * 48)[:48] + "x")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", SHAPED.values(), ids=SHAPED)
def test_security_17_shaped(renderer: Renderer, shape, size: int) -> None:
    render_or_refuse(renderer, shape(size)[:size])


@pytest.mark.parametrize(
    "source, words",
    [
        ("x\n" + "|" * 61, ("Line 2", "61", "at most 60")),
        ("x\n" * 7000, ("7,001 lines", "at most 6,000", "line 6,001")),
        ("[" * 1501, ("1,501", "“[”", "at most 1,500", "line 1")),
        ("x\n[a]: b\n" * 301 + "x" * 90_000, ("301 “]:” signs", "at most 300", "line 602")),
        ("> x\n> [a]: b\n" * 301, ("301 “]:” signs", "at most 300", "line 602")),
        ("x[^1]\n" * 401, ("401 footnote marks", "at most 400", "line 401")),
        ("- " * 13 + "x", ("Line 1", "13", "at most 12")),
        (" " * 61 + "x", ("Line 1", "61 spaces")),
        ("> /// details\n" * 61, ("61 “///” lines", "line 61")),
        ("/// details\n" * 61, ("61 “///” lines", "line 61")),
        ("```\nx\n```\n" * 201, ("402 code fences", "at most 400", "line 601")),
        ("# x\n" * 601, ("601 headings and rules", "line 601")),
        ("a|" * 50 + "\n" + "-|" * 50 + "\n" + "x\n" * 200, ("table cells", "at most 5,000")),
        ("a) x\n" * 501, ("501 lettered points", "at most 500", "line 501")),
        ("- x\n" * 3001, ("3,001 list and quote signs", "line 3,001")),
        ("*a _b " * 60 + "b_ a* " * 60, ("nested too deeply", "at most 100")),
    ],
)
def test_a_refusal_says_what_how_much_and_where(source: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refusal:
        render(source, "reply-1")
    for each in words:
        assert each in refusal.value.messages[0]


def test_running_out_of_stack_is_a_refusal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(document: Document) -> str:
        return endless(document)

    monkeypatch.setattr(Document, "html", endless)
    with pytest.raises(ValidationError, match="nested too deeply"):
        render("text", "reply-1")


def test_code_may_hold_what_prose_may_not() -> None:
    assert "[[" in render("```\n" + "[|" * 2000 + "[[\n```", "reply-1")


def test_a_long_essay_passes() -> None:
    paragraph = "A [link](https://example.org), *stress*, `code` and (some) more words. " * 10
    essay = (f"## Part\n\n{paragraph}\n\n- one\n- two\n\n> quoted\n\n" * 140)[:100_000]
    assert essay.count("[") > 1300
    assert render(essay, "post-1").count("<h2 id=") > 100
