"""Headings: no level is left out, each has an id of its own, and links lead to it."""

import re

import pytest

from forum.markup.headings import ContentsLine, from_level, headings_of
from forum.text import plain, render


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# a\n## b\n### c", "234"),
        ("## a\n### b", "23"),
        ("#### a", "2"),
        ("# a\n### b\n## c\n###### d\n\ne\n===", "23342"),
        ("### a\n# b\n## c", "223"),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", "234566"),
        ("# a\n\n> ### b\n\n- ## c\n\n/// details | x\n### d\n///", "2334"),
        ("# a\n\nx[^1]\n\n[^1]: ## b", "23"),
        ("\x0c# a\n\n   ## b\n\n    # code\n\n####### c", "23"),
        ("no heading", ""),
    ],
)
def test_levels_follow_each_other(source: str, levels: str) -> None:
    for key, top in (("post-3", 2), ("preview", 3), ("reply-5", 4)):
        html = render(source, key)
        expected = "".join(str(min(int(level) + top - 2, 6)) for level in levels)
        assert "".join(re.findall(r"<h(\d)", html)) == expected
        assert re.findall(r"</h(\d)", html) == re.findall(r"<h(\d)", html)


@pytest.mark.parametrize(
    ("headings", "slugs"),
    [
        (["My section"], ["my-section"]),
        (["It’s *so* `x_1`!", "a — b"], ["its-so-x-1", "a-b"]),
        (["Same", "Same", "Same"], ["same", "same-2", "same-3"]),
        (["Same 2", "Same", "Same"], ["same-2", "same", "same-3"]),
        (["", "…", "\\*"], ["section", "section-2", "section-3"]),
        (["Über Größe", "Παράδειγμα", "दो शब्द"], ["über-größe", "παράδειγμα", "दो-शब्द"]),
        (["これは 何か", "שלום, עולם", "x" * 90], ["これは-何か", "שלום-עולם", "x" * 60]),
        (["main", "thread", '" onclick=x'], ["main", "thread", "onclick-x"]),
    ],
)
def test_ids_are_of_the_words_and_each_is_one(headings: list[str], slugs: list[str]) -> None:
    html = render("\n\nx\n\n".join(f"# {heading}" for heading in headings), "reply-5")
    assert re.findall(r'<h\d[^>]* id="([^"]*)"', html) == [f"reply-5--{slug}" for slug in slugs]
    assert re.findall(r'class="heading-link" href="#([^"]*)"', html) == [
        f"reply-5--{slug}" for slug in slugs
    ]


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("#my-section", "#post-3--my-section"),
        ("#My%20Section", "#post-3--my-section"),
        ("#zwei-größen", "#post-3--zwei-größen"),
        ("#zwei-gr%C3%B6%C3%9Fen", "#post-3--zwei-größen"),
        ("#zweigrößen", "#post-3--zwei-größen"),
        ("#v12-its-_new_", "#post-3--v1-2-its-new"),
        ("#nowhere", "#nowhere"),
        ("/#my-section", "/#my-section"),
    ],
)
def test_links_lead_to_headings_of_the_same_text(link: str, href: str) -> None:
    headings = "# My section\n\n[it][r]\n\n# Zwei Größen\n\n  # v1.2: it’s *new*"
    source = f"[above]({link})\n\n{headings}\n\n[r]: {link}"
    html = render(source, "post-3")
    assert re.findall(r'<a href="([^"]*)"', html) == [href, href]


def test_links_to_headings_are_no_words() -> None:
    html = render("# One *two*\n\nthree\n\n## four", "post-3")
    assert plain(html) == "One two three four"


def test_what_a_text_contains() -> None:
    html = render("# One *two*\n\n> # no\n\n- # no\n\n## Three", "post-3")
    assert headings_of(html) == [
        ContentsLine(2, "post-3--one-two", "One two"),
        ContentsLine(3, "post-3--three", "Three"),
    ]


def test_a_text_stands_at_another_level() -> None:
    html = render("# a\n## b", "reply-5")
    assert re.findall(r"</?h\d", from_level(html, 2)) == ["<h2", "</h2", "<h3", "</h3"]
    assert from_level("<p>x</p>", 2) == "<p>x</p>"
