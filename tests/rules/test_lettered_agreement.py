"""The parser of points and the renderer never disagree, and neither breaks."""

import re

from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forum.lettered import find_points
from forum.text import clean_source, plain, render

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
        ),
        *("\n", "\n\n", "\n\n\n", " ", "  ", "    ", "\t", "\u00a0", "\u200f", "\x02", "\r\n"),
        *("- ", "* ", "1. ", "> ", "# ", "---\n", "===\n", "| ", "-|-\n", "```\n", "~~~\n", "`"),
        *("/// details | T\n", "///\n", "[^1]", "[^1]: ", "[", "](", ")", "![", "*", "**", "_"),
        *("~~", "\\", "<b>", "<!--", "&amp;", "https://example.org/", "word ", "Größe ", "👍", "|"),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)
SECTION = re.compile(r'<section class="point" id="reply-1-([a-z]\d*)">')


@settings(max_examples=400)
@given(TEXTS)
@example("> ```\n> a\na) x\n> ```")
@example("/// details\na) x\n/// details\n///\nb) y")
@example("[^1]: > [^2]: x\n\n[^1]")
def test_every_point_is_a_section_in_the_same_order(text: str) -> None:
    try:
        source = clean_source(text, limit=40_000, what="reply")
        html = render(source, "reply-1")
    except ValidationError:
        return
    points = find_points(source)
    assert SECTION.findall(html) == [point.label for point in points]
    assert html.count("<section") - html.count('class="footnotes"') == len(points)
    assert plain(html) == plain(plain_again(html))
    for point in points:
        assert point.text == source[point.start : point.end]
        assert point.text == point.text.rstrip()
    ends = [0, *(point.end for point in points)]
    assert all(point.start >= end for point, end in zip(points, ends, strict=False))


def plain_again(html: str) -> str:
    """The same words, escaped: what is plain stays as it is."""
    words = plain(html)
    return words.replace("&", "&amp;").replace("<", "&lt;")
