"""Whatever people write, an export keeps its shape and says what they wrote."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from forum.models import Post
from tests.examples import examples
from tests.node.argdown import argdown_parser
from tests.node.script import Script
from tests.worlds.whole_critique import essay, reword
from transfer.documents.annotations import annotations
from transfer.documents.argdown import argdown
from transfer.documents.markdown import markdown
from transfer.documents.plain import safe_line
from transfer.documents.spreadsheet import COLUMNS, spreadsheet

pytestmark = pytest.mark.django_db

NASTY = [
    "# A heading",
    "1. A list",
    "12) Another",
    "- a\n- b",
    "+ plus",
    "=== x ===",
    "---",
    "***",
    "> quoted\n\n> again",
    "```\ncode\n```",
    "`a` ``b`` ` c",
    "    indented\n\ttabbed",
    "| a | b |\n|---|---|\n| c | d |",
    "[link](javascript:alert(1)) ![image](x) [ref]: x",
    "<script>alert(1)</script> <!-- open",
    "-->",
    "&lt;b&gt; &amp; &#35;",
    "*a* _b_ **c** __d__ ~~e~~ ***f",
    "a_b_c 2*3*4",
    "\\ \\\\ \\[ ends with \\",
    "[Statement]: <Argument>: @[mention] @<mention>",
    "[unclosed",
    "<unclosed",
    "{data: 1} {unclosed",
    "} ends",
    "}, {",
    "// comment",
    "/* comment */ /* open",
    "#tag #(a tag)",
    ":alpha: .~. ... :x: a.b.c e.g. 10:30:45",
    "-> a <- b +> c _> d >< e",
    "(1) premise\n(2) premise\n----\n(3) so",
    '"quoted", \'and\' ""again""',
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "a;b,c\td",
    "line\r\nline\u2028line\u2029line\x85line\x0bline",
    "\u202eright to left\u2066",
    "عربي with English",
    "🙂👩‍👩‍👧 e\u0301",
    "\x01\x1b[31m\x7f\x9f",
    "\ufeff\ufffe\uffff",
    "$x^2$ ~~~ :::",
    "https://example.org/a_b?c=*d* www.example.org a@example.org",
    "…",
]
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.one_of(
            st.sampled_from("\\`*_[](){}<>#+-=.!|:;,/@~&$%\"' \t\n\r1ax"),
            st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        ),
        min_size=1,
        max_size=60,
    ),
).filter(lambda text: text.strip())
SEMICOLONS = [
    ";=1+1",
    "a;=cmd|'/C calc'!A0",
    'said ";=1";"=2"; "=3" ;-4;+5 ; @SUM(A1)',
    "a;\t=1;\r\n=2;\u00a0=3",
    "';=1 ;'=2 ;''=3",
    "'=1",
    '"=1;a"',
    "a；＝1;＝1;;=1;,=1",
]
# As docs/exports.md says to read a cell.
APOSTROPHE = re.compile(r"""(^|;)'(?=[\s"']*[=+\-@|%＝＋－＠])""")
# CommonMark with the tables and strikethrough of GitHub.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
any_text = settings(
    max_examples=examples(5, 30),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def post() -> Post:
    return essay()


@pytest.fixture(scope="module")
def parse() -> Iterator[Script]:
    with argdown_parser() as parser:
        yield parser


def blocks(source: str) -> list[tuple[Any, ...]]:
    """Return the structure of Markdown: its blocks, and what its lines are made of."""
    return [_shape(token) for token in READER.parse(source)]


def _shape(token: Token) -> tuple[Any, ...]:
    inside = []
    for child in token.children or []:
        # Texts that touch are one, and an empty one is none.
        if child.type != "text":
            inside.append((child.type, child.attrGet("href")))
    return (token.type, token.tag, token.nesting, token.level, *inside)


def heads(source: str) -> list[str]:
    """Return the words of the third level’s headings."""
    tokens = READER.parse(source)
    return [
        "".join(child.content for child in tokens[n + 1].children or [])
        for n, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h3"
    ]


def check_markdown(post: Post, text: str) -> None:
    reword(post, "words")
    plain = "".join(markdown(post.pk, "http://testserver"))
    reword(post, text)
    source = "".join(markdown(post.pk, "http://testserver"))
    assert blocks(source) == blocks(plain)
    claim = safe_line(text[:200]) or "…"
    assert heads(source)[0] == f"a: {claim}".strip()


def check_argdown(post: Post, text: str, parse: Script) -> None:
    reword(post, "words")
    plain = parse("".join(argdown(post.pk, "")))
    reword(post, text)
    found = parse("".join(argdown(post.pk, "")))
    assert found["errors"] == plain["errors"] == []
    assert found["relations"] == plain["relations"]
    assert found["frontMatter"]["title"] == f"Critique of “{text[:150]}”"
    for kind in ("statements", "arguments"):
        assert [each["title"] for each in found[kind]] == [each["title"] for each in plain[kind]]
        assert [each["tags"] for each in found[kind]] == [each["tags"] for each in plain[kind]]
    said = {each["title"]: each for each in found["arguments"]}
    assert _squeezed(said["a"]["texts"][0]) == _squeezed(
        f"{safe_line(text[:200]) or '…'} #contested"
    )
    assert said["e"]["data"]["author_says"] == text[:300]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def check_spreadsheet(post: Post, text: str) -> None:
    reword(post, text)
    source = "".join(spreadsheet(post.pk, ""))
    assert source.startswith('\ufeff"number","address",')
    assert source.count("\n") == source.count("\r\n") == 8, "one line for each"
    head, *rows = csv.reader(StringIO(source.removeprefix("\ufeff"), newline=""), strict=True)
    assert tuple(head) == tuple(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 7
    # Where “;” or a tab sets cells apart, quotes within what is a cell to us hold nothing together.
    cells = [cell for row in rows for cell in row] + re.split("[;\t\r\n]", source)
    for cell in cells:
        assert not re.match(r"""[\s"]*[=+\-@＝＋－＠]""", cell), cell
    claim = dict(zip(head, rows[0], strict=True))["claim"]
    assert APOSTROPHE.sub(r"\1", claim) == safe_line(text[:200])


def check_annotations(post: Post, text: str) -> None:
    reword(post, text)
    items = json.loads("".join(annotations(post.pk, "")))["first"]["items"]
    assert items[0]["body"][0]["value"] == text[:200]
    selector = items[-1]["target"]["selector"][0]
    assert (selector["exact"], selector["prefix"]) == (text, text[:64])


@any_text
@given(text=TEXTS)
@example("\x01")
@example("\x01 " * 5 + "x")
def test_markdown_prints_any_text(post: Post, text: str) -> None:
    check_markdown(post, text)


@any_text
@given(text=TEXTS)
@example("\x01")
@example("\x01 " * 5 + "x")
def test_argdown_takes_any_text(post: Post, parse: Script, text: str) -> None:
    check_argdown(post, text, parse)


@any_text
@given(text=TEXTS)
def test_a_spreadsheet_takes_any_text(post: Post, text: str) -> None:
    check_spreadsheet(post, text)


@any_text
@given(text=TEXTS)
def test_annotations_take_any_text(post: Post, text: str) -> None:
    check_annotations(post, text)


def test_security_53_no_semicolon_begins_a_formula(post: Post) -> None:
    for text in SEMICOLONS:
        check_spreadsheet(post, text)


def test_the_nasty_ones(post: Post, parse: Script) -> None:
    for text in NASTY:
        check_markdown(post, text)
        check_argdown(post, text, parse)
        check_spreadsheet(post, text)
        check_annotations(post, text)
