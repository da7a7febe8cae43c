"""Which passages are lettered points: the grammar, a row for each rule."""

import json
import re
from string import ascii_lowercase

import pytest

from forum.lettered import Point, find_points, letters_of
from forum.text import render

NBSP, RLM, LRM = "\u00a0", "\u200f", "\u200e"
ZWSP, JOINER, BOM, WIDE = "\u200b", "\u2060", "\ufeff", "\u3000"

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
    "a bold title with underscores": ("__a) Title__ x\n__b) Other__", "a b"),
    "a bold title in upper case": ("**A) Title**\n\nx\n\n**B) Other**", "a b"),
    "bold titles with dots": ("**a. Title** x\n\n**b. Other** y", "a b"),
    "a bold title before a colon": ("**a) Cost**: x\n**b) Time**: y", "a b"),
    "both brackets escaped": ("\\(a\\) x\n\\(b\\) y", "a b"),
    "cases mixed": ("A) x\nb) y\nC) z", "a b c"),
    "brackets mixed": ("(a) x\nb) y\n**c)** z\n(D) w", "a b c d"),
    "a bracket after a dot": ("a. x\nb) y", "a b"),
    "dots in paragraphs": ("a. x\n\nb. y\n\nc. z", "a b c"),
    "another list item before": ("- first of all\n- a) x\n- b) y", "a b"),
    "a loose list": ("- a) x\n\n- b) y\n\n- c) z", "a b c"),
    "from a list into a paragraph": ("- a) x\n\nb) y", "a b"),
    "more lines in the items": ("1. a) x\n   more\n2. b) y\n   more", "a b"),
    "a nested list between": ("a) x\n    - b) not this\n    - c) nor this\n\nb) y", "a b"),
    "a numbered list between": ("a) x\n\n1. one\n2. two\n\nb) y", "a b"),
    "a task nested in a point": ("- a) x\n    - b) no\n- b) y", "a b"),
    "indented code between": ("a) x\n\n    b) code\n\nb) y", "a b"),
    "tilde fences between": ("a) x\n\n~~~ py\nb) code\n~~~\n\nb) y", "a b"),
    "a box between": ("a) x\n/// details | b) Aside\nc) no\n///\nb) y", "a b"),
    "a box behind each": ("a) <details>\nb) no\n</details>\nb) <details>x</details>", "a b"),
    "a table between": ("a) x\n\n| h | i |\n|---|---|\n| b) z | w |\n\nb) y", "a b"),
    "a heading between": ("a) x\n\n## b) Not this\n\nb) y", "a b"),
    "a rule between": ("a) x\n\n---\n\nb) y", "a b"),
    "each under a quote": ("> said\n\na) x\n\n> said\n\nb) y\n\n> said\n\nc) z", "a b c"),
    "a quote of points before": ("> a) x\n> b) y\n\na) No.\nb) Nor that.", "a b"),
    "bold before a quote": ("**a)** > said\n> more\n\nx\n\n**b)** > said", "a b"),
    "a second run in other brackets": ("a) x\nb) y\n\n(a) z\n(b) w\n(c) v", "a b a2 b2 c2"),
    "a second run of dots": ("a) x\na. y\nb. z", "a a2 b2"),
    "a dot alone after a run": ("a) x\nb) y\n\na. m. is early", "a b"),
    "footnotes between": ("a) x[^1]\n[^1]: b) note\n    c) more\n\nb) y[^2]\n\n[^2]: z", "a b"),
    "a reference to the next": ("a) As (b) says, x.\nb) y", "a b"),
    "a reference alone": ("a) This is not what (b) above says.", "a"),
    "initials in it": ("a) A. Smith says so.\nB. Jones does not.\nb) y", "a b"),
    "e.g. in it": ("a) x,\ne.g. this\nb) y, i.e. that", "a b"),
    "right-to-left isolates": ("\u2067a) نقطة\u2069\n\u2067b) نقطة\u2069", "a b"),
    "an Arabic letter mark": ("\u061ca) نقطة أولى\n\u061cb) نقطة ثانية", "a b"),
    "Hebrew in a list": (f"- {RLM}a) נקודה\n- {RLM}b) נקודה", "a b"),
    "German quotation marks": ("a) „So“ geht es nicht.\nb) »Doch«, sagt er.", "a b"),
    "Japanese": ("はじめに\na) 第一点。\nb) 第二点。", "a b"),
    "emoji": ("a) 👍🏽 yes\nb) 👩‍👩‍👧 no", "a b"),
    "all the way to z": ("".join(f"{x}) x\n" for x in ascii_lowercase), " ".join(ascii_lowercase)),
    "the words on the next line": ("a) \nx\nb) \ny", "a b"),
    "a letter repeated as a new run": ("a) x\nb) y\na) z", "a b a2"),
    "several on the last line": ("a) x\nb) y c) z", "a b"),
    "nested letters": ("1. One\n2. Two\n\na) x", "a"),
    "a byte-order mark before the first": (f"{BOM}a) x\nb) y", "a b"),
    "zero-width spaces before": (f"{ZWSP}a) x\n{ZWSP}{ZWSP}b) y", "a b"),
    "word joiners before": (f"{JOINER}a) x\n\n{JOINER}b) y", "a b"),
    "a zero-width space after the indent": (f"  {ZWSP}a) x\n {ZWSP} b) y", "a b"),
    "a zero-width space in a list": (f"- {ZWSP}a) x\n- {BOM}b) y", "a b"),
    "a zero-width space within": (f"a{ZWSP}) x\n({BOM}b) y\nc){JOINER} z", "a b c"),
    "a zero-width space in bold": (f"**{ZWSP}a)** x\n{ZWSP}**b) Title** y", "a b"),
    "a zero-width space and a mark": (f"{BOM}{RLM}a) נקודה\n{RLM}{ZWSP}b) נקודה", "a b"),
    "a zero-width space before dots": (f"{ZWSP}a. x\n{ZWSP}b. y", "a b"),
    "a zero-width space ends a quote": (f"> quoted\n{ZWSP}a) x", "a"),
    "a zero-width space before a quote": (f"{ZWSP}a) > quoted\n> more\n{ZWSP}b) y", "a b"),
    "a soft hyphen before": ("\u00ada) x", "a"),
    "wide closing brackets": ("a） x\nb） y", "a b"),
    "wide brackets": ("（a） x\n（b） y", "a b"),
    "wide brackets on one side": ("(a） x\n（b) y", "a b"),
    "wide letters": ("ａ） x\nｂ） y\nｃ) z", "a b c"),
    "wide capitals": ("（Ａ） x\n（Ｂ） y", "a b"),
    "wide brackets without a gap": ("a）第一点。\nb）「第二」点。\n（c）세 번째", "a b c"),
    "wide brackets and a wide space": (f"（a）{WIDE}第一点。\n（b）{WIDE}第二点。", "a b"),
    "a wide space after a bracket": (f"a){WIDE}第一点。\nb){WIDE}第二点。", "a b"),
    "wide brackets in bold": ("**a）** 一\n**（b）题目** 二", "a b"),
    "wide brackets in a list": ("- a）一\n- b）二", "a b"),
    "wide brackets after a zero-width space": (f"{ZWSP}（a）一\n{BOM}b）二", "a b"),
    "wide and narrow": ("a) x\nb）二\n(c) z", "a b c"),
    "thin and narrow spaces": ("a)\u2009x\nb)\u202fy\nc)\u2003z", "a b c"),
    "a new page before": ("a) x\n\x0cb) y\n\x0b c) z", "a b c"),
    "wide brackets before a quote": ("a） > 引文\n> 更多\nb） y", "a b"),
}
# Beneath a reply with points: the text, the letters above, and what is found.
AMONG = {
    "some of them": ("a) x\nc) y\nd) z", "abcde", "a c d"),
    "one alone": ("b) x", "abcde", "b"),
    "the last alone": ("e) x", "abcde", "e"),
    "all of them": ("a) x\nb) y\nc) z", "abc", "a b c"),
    "some, after an introduction": ("Thanks.\n\nb) x\n\nd) y", "abcde", "b d"),
    "more than there are": ("a) x\nb) y\nc) z", "ab", "a b c"),
    "more than there are, after one left out": ("b) x\nc) y", "ab", "b c"),
    "outside": ("f) x", "abcde", ""),
    "outside after one inside": ("a) x\nf) y", "abc", "a"),
    "one left out that is not there": ("a) x\nd) y", "abc", "a"),
    "letters of a choice": ("c) x\nd) y\nf) z", "acf", "c d f"),
    "before the first": ("b) x\nc) y", "ce", "c"),
    "none above": ("b) x\nd) y", "", ""),
    "falling": ("d) x\nc) y\nb) z", "abcde", "d"),
    "falling in part": ("b) x\nd) y\nc) z\ne) w", "abcde", "b d e"),
    "a letter twice": ("b) x\nb) y\nd) z\nd) w", "abcde", "b d"),
    "an a after others is another run": ("c) x\na) y\nb) z", "abc", "c a2 b2"),
    "a second run": ("a) x\nd) y\n\na) z\nc) w", "abcde", "a d a2 c2"),
    "a second run without an a": ("b) x\nd) y\n\nb) z\nd) w", "abcde", "b d"),
    "in upper case": ("A) x\nC) y", "abc", "a c"),
    "in parentheses": ("(b) x\n(e) y", "abcde", "b e"),
    "brackets mixed": ("(a) x\nc) y\n**e)** z", "abcde", "a c e"),
    "in bold": ("**b)** x\n**d)** y", "abcde", "b d"),
    "bold titles": ("**b) Cost** x\n\n**(d) Time**", "abcde", "b d"),
    "escaped": ("b\\) x\nd\\) y", "abcde", "b d"),
    "in a list": ("- b) x\n- d) y", "abcde", "b d"),
    "before a quote": ("c) > said\n> more\n\nNo.\n\ne) > said", "abcde", "c e"),
    "after a quote": ("> said\nc) x", "abcde", "c"),
    "wide": ("（b）二\nｄ）四", "abcde", "b d"),
    "pasted": (f"{BOM}b) x\n{ZWSP}d) y", "abcde", "b d"),
    "right to left": (f"{RLM}b) נקודה\n{RLM}d) נקודה", "abcde", "b d"),
    "dots in a run of two": ("b. x\nd. y", "abcde", "b d"),
    "a dot alone": ("b. x", "abcde", ""),
    "a dot, then a bracket": ("b. x\nd) y", "abcde", "b d"),
    "a bracket, then the next with a dot": ("b) x\nc. y", "abcde", "b c"),
    "a dot after one left out": ("a) x\nc. 1850 it began", "abcde", "a"),
    "dots that fall": ("d. x\nb. y", "abcde", ""),
    "dots that fall, then rise": ("d. x\nb. y\nc. z", "abcd", "b c"),
    "an abbreviation with spaces": ("a. m. it was\nc. f. this", "abcde", ""),
    "an abbreviation in a run of dots": ("a. x\nc. y\ne. g. this", "abcde", "a c"),
    "a single a. between": ("b) x\na. m. or p. m.\nd) z", "abcde", "b d"),
    "a single a. of a run": ("b) x\na. y\nd) z", "abcde", "b d"),
    "capitals with dots": ("B. Jones\nD. Smith", "abcde", ""),
    "several on one line": ("a) x c) y d) z", "abcde", ""),
    "several in parentheses": ("(b) cost, (d) time are too high.", "abcde", ""),
    "several, then a run": ("(b) and (c) are one.\n(d) x", "abcde", "b d"),
    "a reference to one before": ("d) As b) says, x.", "abcde", "d"),
    "a reference in other brackets": ("b) This is what (c) says.", "abcde", "b"),
    "no space": ("b)x", "abcde", ""),
    "in code": ("```\nb) x\n```\n`c) y`", "abcde", ""),
    "in a quote": ("> b) x\n> d) y", "abcde", ""),
    "in a nested list": ("- one\n    - b) x", "abcde", ""),
    "in a heading": ("## b) x", "abcde", ""),
    "in a table": ("b) x | y\n-----|---\nd) z | w", "abcde", ""),
    "in a footnote": ("c) x[^1]\n\n[^1]: d) y", "abcde", "c"),
    "Roman numerals": ("i) x\nii) y\niii) z", "abcde", ""),
    "a letter with a number": ("b2) x", "abcde", ""),
    "past e": ("g) x\ni) y", "abcdefghi", "g i"),
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
    "several on one line": "a) x b) y c) z",
    "several between commas": "(a) cost, (b) time, and (c) risk are all too high.",
    "several on one line of a list": "- a) x; b) y",
    "several in bold": "**a)** x **b)** y",
    "several in upper case": "A) x, B) y",
    "several with dots": "a. x b. y",
    "i.e.": "i.e. that",
    "a.m.": "a.m. or p.m.",
    "a. k. a.": "a. k. a. Bob",
    "initials and no more": "A. B. Smith said so.\nC. D. Jones did not.",
    "capitals with dots": "A. x\nB. y\nC. z",
    "dots that skip": "a. x\nc. y",
    "Roman numerals": "i) x\nii) y\niii) z",
    "numbered letters": "a1) x\na2) y",
    "doubled letters": "aa) x\nbb) y",
    "in square brackets": "[a] x\n[b] y",
    "before a colon": "a: x\nb: y",
    "a bracket and a colon": "a): x\nb): y",
    "a dot and a bracket": "a.) x\nb.) y",
    "a space before the bracket": "a ) x\nb ) y",
    "a tab behind": "a)\tx\nb)\ty",
    "full-width brackets": "ａ）x\nｂ）y",
    "Cyrillic letters": "а) x\nб) y",
    "Hebrew letters": "א) x\nב) y",
    "struck out": "~~a) x~~",
    "in raw HTML": "<b>a)</b> x",
    "an image": "![a) x](https://example.org/x.png)",
    "only the letter in bold": "**a**) x\n**b**) y",
    "bold and italic": "***a)*** x",
    "no space after bold": "**a)**x",
    "a hyphen without a space": "-a) x\n-b) y",
    "a nested list in a numbered one": "1. one\n    - a) x\n    - b) y",
    "a quote with a lazy line": "> said\n> a) x",
    "a quote in a box": "/// details | Aside\n> a) x\n///",
    "code in a quote": "> ```\n> a) x\n> ```",
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


@pytest.mark.parametrize("source, among, labels", AMONG.values(), ids=AMONG)
def test_points_that_answer_a_list(source: str, among: str, labels: str) -> None:
    assert [point.label for point in find_points(source, among)] == labels.split()
    html = render(source, "reply-1", among)
    found = re.findall(r'<section class="point" id="reply-1-([a-z]\d*)">', html)
    assert found == labels.split()


@pytest.mark.parametrize("source, labels", POINTS.values(), ids=POINTS)
def test_a_list_answered_in_order_is_found_with_the_letters_above_too(
    source: str, labels: str
) -> None:
    first = "".join(label for label in labels.split() if len(label) == 1)
    assert [point.label for point in find_points(source, first)] == labels.split()


def test_a_reply_is_answered_by_the_letters_of_its_first_run() -> None:
    assert letters_of(["a", "b", "a2", "b2"]) == "ab"
    assert letters_of(["c", "a2", "d2"]) == "c"
    assert letters_of([]) == ""


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
