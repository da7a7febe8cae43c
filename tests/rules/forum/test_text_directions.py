"""Which way each block of a text runs: as its first letter does, whatever marker stands before."""

import pytest

from forum.text import render
from tests.rules.forum.test_text_rendering import html_of
from tests.rules.forum.test_text_safety import check

HEBREW, ARABIC, PERSIAN = "טענה אחת", "فكرة واحدة", "این یک متن است"


@pytest.mark.parametrize(
    "words", [HEBREW, ARABIC, PERSIAN, "\u200f1 x", "1. " + HEBREW[:3], "ܐܒܓ", "ދިވެހި"]
)
@pytest.mark.parametrize(
    ("source", "tag"),
    [
        ("{}", "p"),
        ("# {}", "h4"),
        ("**{}** is", "p"),
        ("> {}", "blockquote"),
        ("- {}", "ul"),
        ("7. {}", "ol"),
        ("`code` {}", "p"),
        ("123, {}", "p"),
        ("a) {}\nb) {}", "p"),
        ("(a) {}\n(b) {}", "p"),
        ("**a)** {}\n**b)** {}", "p"),
        ("$x$ {}", "p"),
        ("https://example.org/a: {}", "p"),
        ("<bob@example.org>, {}", "p"),
    ],
)
def test_a_block_runs_from_the_right(source: str, tag: str, words: str) -> None:
    html = render(source.replace("{}", words), "reply-5")
    check(html)
    assert f'<{tag} dir="rtl"' in html or (tag == "p" and '<ol dir="rtl">' in html)


@pytest.mark.parametrize(
    "source",
    ["one", f"one {HEBREW}", "a) one\nb) two", f"- one {ARABIC}", "1", "# 1", "日本 " + HEBREW],
)
def test_what_runs_as_the_page_says_nothing(source: str) -> None:
    assert "dir=" not in render(source, "reply-5")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (f"one\n\n{HEBREW}\n\ntwo", f'<p>one</p><p dir="rtl">{HEBREW}</p><p>two</p>'),
        (
            f"- {HEBREW}\n- two\n- {ARABIC}",
            f'<ul dir="rtl"><li>{HEBREW}</li><li dir="ltr">two</li><li>{ARABIC}</li></ul>',
        ),
        (
            f"> {HEBREW}\n\none",
            f'<blockquote dir="rtl"><p>{HEBREW}</p></blockquote><p>one</p>',
        ),
        (
            f"a) {HEBREW}\nb) two",
            f'<section class="point" id="reply-5-a"><p dir="rtl">a) {HEBREW}</p></section>'
            '<section class="point" id="reply-5-b"><p>b) two</p></section>',
        ),
        (
            f"/// details | {HEBREW}\none\n///",
            f'<details dir="rtl"><summary>{HEBREW}</summary><p dir="ltr">one</p></details>',
        ),
    ],
)
def test_a_block_says_where_it_differs(source: str, html: str) -> None:
    assert html_of(source) == html


def test_code_and_tables_in_a_text_from_the_right() -> None:
    html = render(
        f"- {HEBREW}\n\n    ```\n    x\n    ```\n\n| {HEBREW} | b |\n|--|--|\n| c | d |", "p"
    )
    assert '<pre class="highlight" tabindex="0"><code>x</code></pre>' in html
    assert '<table dir="rtl">' in html and '<th dir="ltr">b</th>' in html
