"""“objection b” and “[b]” in prose become links; nothing else does."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.markup.tags import tags
from forum.text import point_html, point_labels, with_chips
from threads.mentions import link_mentions, mentioned

URLS = {"b": "/o/2/", "2a": "/o/7/", "#6": "/o/6/"}
CARDS = {address: SimpleNamespace(url=url) for address, url in URLS.items()}
CASES = [
    ("<p>See objection b.</p>", '<p>See <a href="/o/2/">objection b</a>.</p>'),
    ("<p>Objection 2a, then</p>", '<p><a href="/o/7/">Objection 2a</a>, then</p>'),
    ("<p>objection #6</p>", '<p><a href="/o/6/">objection #6</a></p>'),
    ("<p>as [b] says</p>", '<p>as <a href="/o/2/">[b]</a> says</p>'),
    ("<p>objection better, objections b</p>", None),
    ("<p>objection c and [c] and [e]</p>", None),
    ("<p>[b](x) and [b][c]</p>", None),
    ("<p><code>objection b</code> <a href='#'>[b]</a></p>", None),
    ('<p title="objection b">x</p>', None),
    ("<pre>\nobjection b\n</pre>", None),
    ("<summary><code>x</code> objection b</summary>", None),
    ("<p><code>x</code> [b]</p>", '<p><code>x</code> <a href="/o/2/">[b]</a></p>'),
    ("<PRE>objection b</PRE>", None),
    ("<abbr>[b]</abbr>", '<abbr><a href="/o/2/">[b]</a></abbr>'),
]
# The same link and box as one sanitiser or another may write them.
WRITTEN = [
    '<a href="/x" title="t">{}</a>',
    '<a title="t" href="/x">{}</a>',
    "<a title='t' href='/x'>{}</a>",
    "<a href=/x title=t>{}</a>",
    '<a rel="nofollow ugc noopener" href="/x" title="1 > 0">{}</a>',
    '<a title=\'say ">"\' href="/x">{}</a>',
    '<a\nhref="/x"\n title = "objection b">{}</a>',
    "<A HREF=/x>{}</A>",
    "<a href='/x' download>{}</a>",
    '<pre tabindex="0" class="highlight"><code>{}</code></pre>',
    "<pre class='highlight' tabindex='0'><code>{}</code></pre>",
]


@pytest.mark.parametrize(("html", "linked"), CASES)
def test_links(html: str, linked: str | None) -> None:
    assert link_mentions(html, CARDS) == (linked or html)


def test_what_a_text_mentions() -> None:
    assert mentioned("Objection b, [2a] and objection #6, not a or [x].") == {"b", "2a", "#6"}


@pytest.mark.parametrize("words", ["objection b", "[b]"])
@pytest.mark.parametrize("written", WRITTEN)
def test_links_do_not_rest_on_how_tags_are_written(written: str, words: str) -> None:
    inside = written.format(words)
    linked = f'<a href="/o/2/">{words}</a>'
    assert link_mentions(f"<p>{words} {inside}</p>", CARDS) == f"<p>{linked} {inside}</p>"
    assert link_mentions(f"{inside} {words}", CARDS) == f"{inside} {linked}"


SECTIONS = [
    '<section class="point" id="reply-5-a">',
    '<section id="reply-5-a" class="point">',
    "<section id='reply-5-a' class='point' aria-label='1 > 0'>",
    "<section class=point id=reply-5-a>",
    '<SECTION\n class = "point"\n id = "reply&#45;5-a" >',
]


@pytest.mark.parametrize("begins", SECTIONS)
def test_points_do_not_rest_on_how_tags_are_written(begins: str) -> None:
    html = f"<p>x</p>{begins}<p>One.</p></section><section class='footnotes'>n</section>"
    assert point_labels(html) == ["a"]
    assert point_html(html, "a") == "<p>One.</p>"
    assert point_html(html, "b") == html
    assert with_chips(html, {"a": "CHIP"}, "reply-5") == html.replace(begins, f"{begins}CHIP")


@pytest.mark.parametrize("unit", ["<a ", "<a '", '<a "', "<a b=", "<a b='c\" ", "<", "</a", "<a b"])
def test_half_tags_are_text_however_many(unit: str) -> None:
    html = f"[b] {unit * 20_000}"
    assert link_mentions(html, CARDS).endswith(unit * 20_000)
    assert list(tags(html)) == []


@given(
    st.lists(
        st.sampled_from(["<a ", "</a>", ">", "'", '"', "b=", " ", "<p>", "[b]", "objection b"])
    )
)
def test_nothing_is_lost_of_any_html(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert link_mentions(html, {}) == html
