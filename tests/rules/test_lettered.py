"""Which passages are lettered points: the grammar, a row for each rule."""

import json

import pytest

from forum.lettered import Point, find_points
from forum.text import render

NBSP, RLM, LRM = "\u00a0", "\u200f", "\u200e"

POINTS = {
    "three lines": ("a) x\nb) y\nc) z", "a b c"),
    "after an introduction": ("But:\na) x\nb) y", "a b"),
    "one alone": ("a) x", "a"),
    "in parentheses": ("(a) x\n(b) y", "a b"),
    "escaped": ("a\\) x\nb\\) y", "a b"),
    "upper case": ("A) x\nB) y", "a b"),
    "upper case in parentheses": ("(A) x\n(B) y", "a b"),
    "bold": ("**a)** x\n**b)** y", "a b"),
    "bold with underscores": ("__a)__ x", "a"),
    "bold in parentheses": ("**(a)** x", "a"),
    "bold and escaped": ("**a\\)** x", "a"),
    "a bold title": ("**a) Title** x\n\n**b) Other**", "a b"),
    "a bold title in parentheses": ("**(a) Title**\nx", "a"),
    "dots in a run of two": ("a. x\nb. y", "a b"),
    "bold dots in a run of two": ("**a.** x\n**b.** y", "a b"),
    "dots after a bracket": ("a) x\nb. y", "a b"),
    "a no-break space": (f"a){NBSP}x\nb){NBSP}y", "a b"),
    "indented by three": ("   a) x\n  b) y", "a b"),
    "past e": ("".join(f"{letter}) x\n" for letter in "abcdefgh"), "a b c d e f g h"),
    "blank lines between": ("a) x\n\n\n\nb) y", "a b"),
    "paragraphs between": ("a) x\n\nmore\n\nb) y", "a b"),
    "code between": ("a) x\n```\nb) code\n```\nb) y", "a b"),
    "a quote between": ("a) x\n> b) quoted\n\nb) y", "a b"),
    "ends a quote": ("> quoted\na) x", "a"),
    "starts with a quote": ("a) > quoted\n> more\nb) > quoted", "a b"),
    "a list between": ("a) x\n- one\n- two\n\nb) y", "a b"),
    "in a bulleted list": ("- a) x\n- b) y", "a b"),
    "in other bullets": ("* a) x\n* b) y\n+ c) z", "a b c"),
    "in a numbered list": ("1. a) x\n2. b) y", "a b"),
    "bold in a list": ("- **a)** x\n- **b) Title** y", "a b"),
    "in a list after an introduction": ("But:\n- a) x\n- b) y", "a b"),
    "a second run": ("a) x\nb) y\n\na) z\nb) w", "a b a2 b2"),
    "a third run": ("a) x\na) y\na) z", "a a2 a3"),
    "a letter left out": ("a) x\nc) y\nb) z", "a b"),
    "a letter twice": ("a) x\nb) y\nb) z\nc) w", "a b c"),
    "a single a. between": ("a) x\nb) y\na. m. or p. m.\nc) z", "a b c"),
    "right to left": (f"{RLM}a) נקודה\n{RLM}b) נקודה", "a b"),
    "a mark after the bracket": (f"a){LRM} x\n{RLM} b{RLM}) y", "a b"),
    "another language": ("a) Größe zählt\nb) 第二点", "a b"),
    "emphasis in it": ("a) *x* and (b) z\nb) `y`", "a b"),
    "a link in it": ("a) [b) x](https://example.org)\nb) y", "a b"),
    "a rule after a list item": ("- a) x\n---\nb) y", "a b"),
    "an unclosed fence": ("```\na) x", "a"),
    "an unclosed box": ("/// details | Aside\na) x", "a"),
    "after a box": ("/// details | Aside\ntext\n///\na) x", "a"),
    "after a table": ("x | y\n--|--\n1 | 2\na) x", "a"),
    "a footnote in it": ("a) x[^1]\n\n[^1]: a) note\n\nb) y", "a b"),
    "TeX quotes in two of them": ("a) the ``void''\nb) the ``filter''", "a b"),
    "stray backticks": ("a) it`s\nb) it`s", "a b"),
    "an apostrophe typed as a backtick": ("a) it`s\nb) so` z", "a b"),
    "a bracket never closed": ("a) [x\nb) y](", "a b"),
    "nested letters": ("1. One\n2. Two\n\na) x", "a"),
}
NO_POINTS = {
    "no marker": "Just prose.",
    "b without a": "b) x\nc) y",
    "no space": "a)x\nb)y",
    "nothing behind": "a)",
    "a number": "1) x\n2) y",
    "an abbreviation": "e.g. this",
    "a name": "A. Smith\nB. Jones",
    "a single dot": "a. x",
    "in the middle of a line": "See a) x, b) y",
    "indented by four": "text\n\n    a) x\n    b) y",
    "indented by a tab": "\ta) x",
    "fenced with backticks": "```\na) x\n```",
    "fenced with tildes": "~~~ text\na) x\n~~~",
    "a longer fence": "````\n```\na) x\n```\n````",
    "a fence in a list": "- code\n\n    ```\n    a) x\n    ```",
    "inline code": "`a) x`",
    "inline code over lines": "Type `this\na) x` there",
    "a quote": "> a) x\n> b) y",
    "a nested quote": "> > a) x",
    "a quote in a list": "- > a) x",
    "a link": "[a) x](https://example.org)",
    "a link over lines": "See [this\na) x](https://example.org)",
    "a heading": "# a) x\n## b) y",
    "an underlined heading": "a) x\n====\n\nb) y\n---",
    "a table": "a) x | y\n-----|---\nb) z | w",
    "a table with borders": "| a) x | y |\n|---|---|\n| b) z | w |",
    "a box title": "/// details | a) x\ntext\n///",
    "in a box": "/// details | Aside\na) x\n///",
    "a footnote": "x[^1]\n\n[^1]: a) x\n    b) y",
    "a nested list": "- one\n    - a) x\n    - b) y",
    "a nested list indented by two": "- one\n  - a) x\n  - b) y",
    "lines in a list item": "1. one\n   a) x\n   b) y",
    "a list in one line": "- - a) x",
    "bold never closed": "**a) x",
    "italic": "*a) x*",
}


@pytest.mark.parametrize("source, labels", POINTS.values(), ids=POINTS)
def test_points(source: str, labels: str) -> None:
    assert [point.label for point in find_points(source)] == labels.split()
    assert render(source, "reply-1").count('<section class="point"') == len(labels.split())


@pytest.mark.parametrize("source", NO_POINTS.values(), ids=NO_POINTS)
def test_no_points(source: str) -> None:
    assert find_points(source) == []
    assert '<section class="point"' not in render(source, "reply-1")


def test_a_point_reaches_from_its_marker_to_the_next_without_white_space() -> None:
    assert find_points("So:\n - a) one 👍\n\n   more\n\n - b) two\n\n") == [
        Point("a", 7, 24, "a) one 👍\n\n   more"),
        Point("b", 29, 35, "b) two"),
    ]


def test_footnotes_at_the_end_are_not_of_the_point() -> None:
    source = "a) one[^1]\n\n[^1]: note\n\n    and more\n\nb) two[^2]\n[^2]: note\nstill note\n"
    assert [point.text for point in find_points(source)] == ["a) one[^1]", "b) two[^2]"]


def test_the_real_comment_has_five_points(real_data) -> None:
    comments = json.loads((real_data / "real_comments.json").read_text("utf-8"))["comments"]
    (body,) = [each["body"] for each in comments if each["kind"] == "lettered-objections"]
    points = find_points(body)
    assert [point.label for point in points] == list("abcde")
    assert points[0].text.startswith("a) You raise some interesting points")
    assert "\n".join([body.split("\n")[0], *(point.text for point in points)]) == body
    html = render(body, "reply-57")
    for label in "abcde":
        assert html.count(f'<section class="point" id="reply-57-{label}">') == 1
    assert html.count("<section") == 5
    others = [each["body"] for each in comments if each["kind"] != "lettered-objections"]
    assert [find_points(each) for each in others] == [[]] * len(others)
