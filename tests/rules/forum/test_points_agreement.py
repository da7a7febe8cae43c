"""The parser of points and the renderer never disagree, and neither breaks."""

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forum.actions.kinds import REPLY
from forum.lettered import find_points
from forum.sources import clean_source
from forum.text import plain, render
from tests.examples import examples

EXAMPLES = examples(200, 4000)
MARKS = ["\u200f", "\u200e", "\u061c", "\u2067", "\u2069", "\u202b", "\u200b", "\u2060", "\ufeff"]
MARKERS = [
    *(
        f"{before}{letter}{after}"
        for letter in "abcdeABf"
        for before, after in [("", ")"), ("(", ")")]
    ),
    *("a\\)", "b\\)", "\\(a\\)", "a.", "b.", "c.", "A.", "aa)", "1)", "e.g.", "**a)**", "**b)**"),
    *("**(a)**", "**a) T**", "**b) T**", "**(c) T**", "__a)__", "__b) T__", "**a)", "*a)*", "a)**"),
    *(
        "**a.**",
        "**b. T**",
        "\u200fa)",
        "a\u200f)",
        "\u2067b)\u2069",
        "[a)",
        "`a)",
        "`b)`",
        "~~a)~~",
    ),
    *(
        "a）",
        "（b）",
        "ａ）",
        "（Ｃ）",
        "d)",
        "**b）**",
        "\u200ba)",
        "a\u2060)",
        "\ufeff**c)**",
        "c. ",
        "d. d.",
    ),
]
LINE_STARTS = [
    *("", "", "", "", " ", "   ", "    ", "\t", "\u00a0", "- ", "* ", "+ ", "1. ", "12. ", "-   "),
    *(
        "    - ",
        "  - ",
        "- - ",
        "- > ",
        "> ",
        "> > ",
        ">",
        "# ",
        "### ",
        "| ",
        "[^1]: ",
        "    [^2]: ",
    ),
    *(
        "- [^1]: ",
        "> - ",
        "   > ",
        "/// ",
        "/// details | ",
        "a) <details>",
        "- <details>",
        "</details>",
        "```",
        "~~~ ",
        "- ```",
        "\u200f",
        "\u2067",
        "\u200b",
        " \ufeff ",
        "- \u200b",
    ),
]
REST = [
    *("第一点", "「一」", "\u3000二", "\u3000> q", "，三", " e. g. x", " and d) x", "、d）四"),
    *(
        " x",
        " y",
        "\u00a0z",
        "  two",
        "\tt",
        "",
        " ",
        " > q",
        " `code`",
        " `open",
        "` shut",
        " [l",
        "](u)",
    ),
    *(
        " and b) more",
        "; (b) more",
        " x | y",
        " |",
        " *",
        " **bold**",
        " it`s",
        " [^1]",
        " ~~gone~~",
    ),
    *(
        " <b>",
        " <!--",
        " -->",
        " \\",
        " נקודה",
        " 第二点",
        " Größe 👍",
        " https://example.org/a)",
        " ***",
    ),
]
WHOLE_LINES = [
    *(
        "",
        "",
        "",
        "",
        "---",
        "===",
        "***",
        "- ",
        "-",
        "-|-",
        "|--|--|",
        "```",
        "````",
        "~~~",
        "```py",
    ),
    *(
        "/// details | T",
        "///",
        "/// details",
        "[^1]: note",
        "[^2]:",
        "    indented",
        "words",
        "| c | d |",
    ),
    *(
        "\x02",
        "<div>",
        "</div>",
        "> quoted",
        ">",
        "[ref]: https://example.org/",
        "\u200f",
        "\u00a0",
    ),
]
PIECES = st.sampled_from(
    [
        *(
            "a) ",
            "b) ",
            "c) ",
            "(a) ",
            "(b) ",
            "A) ",
            "a. ",
            "b. ",
            "a\\) ",
            "**a)** ",
            "**b) T** ",
            "（c）",
            "d）一",
            "e) ",
        ),
        *(
            "\n",
            "\n\n",
            "\n\n\n",
            " ",
            "  ",
            "    ",
            "\t",
            "\u00a0",
            "\u200f",
            "\x02",
            "\r\n",
            "\r",
        ),
        *("- ", "* ", "1. ", "> ", "# ", "---\n", "===\n", "| ", "-|-\n", "```\n", "~~~\n", "`"),
        *("/// details | T\n", "///\n", "[^1]", "[^1]: ", "[", "](", ")", "![", "*", "**", "_"),
        *("~~", "\\", "<b>", "<!--", "&amp;", "https://example.org/", "word ", "Größe ", "👍", "|"),
    ]
)
POINT_LINES = st.builds(
    "".join, st.tuples(*(st.sampled_from(each) for each in (LINE_STARTS, MARKERS, REST)))
)
LINES = st.lists(POINT_LINES | POINT_LINES | st.sampled_from(WHOLE_LINES), max_size=14)
TEXTS = (
    LINES.map("\n".join)
    | st.lists(PIECES | st.sampled_from(MARKS), max_size=60).map("".join)
    | st.text(max_size=200)
)
# The letters above.
LETTERS = st.sampled_from(["", "", "abcde", "bd", "abcdefghijklmnopqrstuvwxyz"])
SECTION = re.compile(r'<section class="point" id="reply-1-([a-z]\d*)">')


@settings(max_examples=EXAMPLES)
@given(TEXTS, LETTERS)
@example("> ```\n> a\na) x\n> ```", "")
@example("/// details\na) x\n/// details\n///\nb) y", "")
@example("[^1]: > [^2]: x\n\n[^1]", "")
def test_every_point_is_a_section_in_the_same_order(text: str, among: str) -> None:
    try:
        source = clean_source(text, limit=40_000, what=REPLY)
        html = render(source, "reply-1", among)
    except ValidationError:
        return
    points = find_points(source, among)
    assert SECTION.findall(html) == [point.label for point in points]
    assert html.count("<section") - html.count('class="footnotes"') == len(points)
    assert plain(html) == plain(plain_again(html))
    for point, begins in zip(points, SECTION.split(html)[2::2], strict=True):
        first = re.search(r"[A-Za-z]", normalize("NFKC", plain(begins)))
        assert first and first[0].lower() == point.label[0], "the section begins elsewhere"
        assert point.text == source[point.start : point.end]
        assert point.text == point.text.rstrip()
    ends = [0, *(point.end for point in points)]
    assert all(point.start >= end for point, end in zip(points, ends, strict=False))


def plain_again(html: str) -> str:
    """The same words, escaped: what is plain stays as it is."""
    words = plain(html)
    return words.replace("&", "&amp;").replace("<", "&lt;")
