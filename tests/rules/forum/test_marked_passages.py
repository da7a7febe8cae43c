"""Passages marked in rendered text: valid HTML, the same words, each where it belongs."""

import re
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.markup.marks import MarkedPassage
from forum.markup.outline import _BLOCKS, outline
from forum.markup.sanitise import _ATTRIBUTES, _TAGS
from forum.text import plain, render, with_passages
from tests.examples import examples

ESSAY = """Hello *dear **world*** & [a link](https://example.org) to \u00a0you.[^1] Bye

## A heading

- one `x  y` two
- three

/// details | A box
Inside the *box* here.
///

a | b
--|--
1 & 2 | 3

```python
x = 1  # <two>
```

> שלום to all

[^1]: A *note* here.
"""
HTML = render(ESSAY, "post-1")
WORDS = plain(HTML)

# Pieces of Markdown, put together at random.
PIECES = st.sampled_from(
    [
        *"ab& <>*_`~[]()|#>-.\n\n\n \t",
        *("word ", "**b** ", "*i*", "`c d`", "[l](https://e.org 'a > \"b')", "\u00a0", "\u2003"),
        *("&nbsp;", "&amp;", "\n\n- li\n", "\n\n1. li\n", "\n\n> q\n", "\n\n## h\n\n", "\na) p\n"),
        *("\n\n| a | b |\n|---|---|\n| c d | e |\n\n", "\n\n```py\nx = '&' # 1\n```\n\n", "\x1c"),
        *(
            "[^n]",
            "\n\n[^n]: a *note* \n\n",
            "\n\n/// details | T t\nin *box*\n///\n\n",
            "שלום ",
            "漢字",
        ),
    ]
)
SOURCES = st.lists(PIECES, max_size=40).map("".join).filter(str.strip)


def passage(
    words: str, name: str = "a", start: int | None = None, html: str = HTML
) -> MarkedPassage:
    at = plain(html).index(words) if start is None else start
    return MarkedPassage(
        at, words, f"p-{name}", f' data-letter="{name}"', f'<a href="/{name}">{name}</a>'
    )


def marked(html: str) -> list[tuple[str, str]]:
    """The letter and the words of each mark that holds no other."""
    found = re.findall(r'<mark[^>]*data-letter="(\w+)">([^<]*)</mark>', html)
    return [(letter, plain(text)) for letter, text in found]


def unmarked(html: str) -> str:
    return re.sub(r'</?mark[^>]*>|<a href="/\w+">\w+</a>', "", html)


def valid(html: str) -> bool:
    """Whether a parser as strict as a browser's has nothing to move, to close or to drop."""
    tags = {**_ATTRIBUTES, "mark": {"id", "data-letter"}, "a": {*_ATTRIBUTES["a"], "rel"}}
    tags["sup"] = tags["li"] = tags["section"] = {*tags["section"], "id"}
    again = nh3.clean(
        html, tags={*_TAGS, "mark"}, attributes=tags, link_rel=None, url_schemes={"https", "mailto"}
    )
    return sorted_attributes(again) == sorted_attributes(html)


def sorted_attributes(html: str) -> list[str]:
    """The tags and texts of `html`, the attributes of each tag in order."""
    parts = re.split(r'(<(?:"[^"]*"|[^">])*>)', html)
    return ["".join(sorted(re.findall(r'[\w-]+(?:="[^"]*")?|[</>]', p))) or p for p in parts]


class Words(HTMLParser):
    """Reads the words of HTML in another way: tag by tag, as Python’s own parser tells them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.left_out = ""

    @classmethod
    def of(cls, html: str) -> str:
        words = cls()
        words.feed(html)
        words.close()
        return " ".join("".join(words.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in _BLOCKS:
            self.parts.append(" ")
        if (tag == "sup" and "id" in names) or names.get("class") == "footnote-backref":
            self.left_out = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")
        if tag == self.left_out:
            self.left_out = ""

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.parts.append(data)


@settings(max_examples=examples(100, 300))
@given(SOURCES)
def test_an_outline_reads_the_words_that_plain_reads(source: str) -> None:
    html = render(source, "post-1")
    read = outline(html)
    assert read.words == Words.of(html) == plain(html)
    for run in read.runs:
        words = read.words[run.at : run.end_at]
        assert words == plain(html[run.start : run.end])


@settings(max_examples=examples(100, 300))
@given(SOURCES, st.data())
def test_marks_leave_the_text_as_it_is_and_the_html_valid(source: str, data: st.DataObject) -> None:
    html = render(source, "post-1")
    words = plain(html)
    ends = st.tuples(*[st.integers(0, len(words))] * 2).map(sorted)
    drawn = [(start, words[start:end]) for start, end in data.draw(st.lists(ends, max_size=6))]
    spans = [(start, start + len(text)) for start, text in drawn if text and text == text.strip()]
    made = [passage(words[start:end], "abcdef"[at], start) for at, (start, end) in enumerate(spans)]
    result = with_passages(html, made)
    assert unmarked(result) == html
    assert valid(result)
    for each in made:
        assert result.count(f'id="{each.id}"') == 1
        assert result.count(each.note) == 1
    covered = {at for start, end in spans for at in range(start, end) if words[at] != " "}
    shown = "".join(words for _, words in marked(result)).replace(" ", "")
    assert shown == "".join(words[at] for at in sorted(covered))


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Hello dear world & a", ["Hello", "dear", "world", "&", "a"]),
        ("link to you. Bye", ["link", "to you.", "Bye"]),
        ("A heading one x y two three", ["A heading", "one", "x y", "two", "three"]),
        ("Inside the box here. a b", ["Inside the", "box", "here.", "a", "b"]),
        ("& 2 3", ["& 2", "3"]),
        ("= 1 # <two>", ["=", "1", "# <two>"]),
        ("שלום to all", ["שלום to all"]),
        ("A note here.", ["A", "note", "here."]),
    ],
)
def test_a_passage_is_marked_in_pieces_that_cross_no_tag(words: str, pieces: list[str]) -> None:
    result = with_passages(HTML, [passage(words)])
    assert [text for _, text in marked(result)] == pieces
    assert valid(result)


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("dear", 'dear</mark><a href="/a">a</a> <strong>'),
        ("a link", '</mark></a><a href="/a">a</a> to'),
        ("x y", '</mark></code><a href="/a">a</a> two'),
        ("the box", '\n<a href="/a">a</a><details>'),
        ("2 3", '\n<a href="/a">a</a><div '),
        ("x = 1", '\n<a href="/a">a</a><pre '),
        ("A note here.", '</mark><a href="/a">a</a>&nbsp;<a '),
    ],
)
def test_a_note_stands_behind_its_words_or_outside_of_what_cannot_hold_it(
    words: str, around: str
) -> None:
    assert around in with_passages(HTML, [passage(words)])


def test_where_passages_overlap_the_later_is_marked_and_each_keeps_its_id() -> None:
    whole, inner = passage("Hello dear world &", "a"), passage("dear world & a", "b")
    same = passage("dear world & a", "c")
    result = with_passages(HTML, [whole, inner, same])
    assert marked(result)[0] == ("a", "Hello")
    assert {letter for letter, _ in marked(result)[1:]} in ({"b"}, {"c"})
    assert [result.count(f'id="p-{name}"') for name in "abc"] == [1, 1, 1]
    assert valid(result)


def test_where_passages_overlap_those_with_a_note_are_marked_before_others() -> None:
    whole, same = passage("Hello dear world &", "a"), passage("Hello dear world &", "b")
    bare = [passage(words, "c")._replace(note="") for words in ("dear world & a", "Hello")]
    for noted, other in ((whole, bare[0]), (whole, bare[1]), (same, whole._replace(note=""))):
        result = with_passages(HTML, [other, noted])
        shown = "".join(w for letter, w in marked(result) if f"p-{letter}" == noted.id)
        assert shown.replace(" ", "") == "Hellodearworld&"
        assert result.count(f'id="{other.id}"') == 1
        assert valid(result)


@pytest.mark.parametrize(
    ("start", "words"),
    [(1, "Hello"), (0, "Hallo"), (0, ""), (0, " "), (5, " dear"), (9999, "Hello")],
)
def test_words_that_stand_elsewhere_are_not_marked(start: int, words: str) -> None:
    assert with_passages(HTML, [passage(words, start=start)]) == HTML
