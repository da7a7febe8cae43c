"""“objection b” and “[b]” in prose become links; nothing else does."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.markup.tags import tags
from forum.text import plain, point_html, point_labels, render, with_chips
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
    ("<p>objection<br>\nb</p>", None),
    ("<p>[<em>b</em>]</p>", None),
    ("<p>caf<em>[b]</em></p>", None),
    ("<p><em>[b]</em>oth</p>", None),
]
# Texts as they are written, and the addresses that are mentioned in them; a, b, e, 2b and #6 exist.
MEANT = {
    "See objection b.": "b",
    "On objection b’s first half": "b",
    "Objection b, then": "b",
    "objection b; objection #6": "b #6",
    "objection 2b and [2b]": "2b 2b",
    "As [b] and [#6] say": "b #6",
    "([b])": "b",
    "“[b]” it is": "b",
    "**objection b** and *[b]*": "b b",
    "> objection b": "b",
    "- [b]: no": "b",
    "I share objection a.": "a",
    "I share objection a": "a",
    "Objection a is right.": "a",
    "objection a (the first)": "a",
    "objection a – or b?": "a",
    "objection a: no": "a",
    "objection a’s point": "a",
    "objection a and objection b": "a b",
    "objection a still stands": "a",
    "objection a fails": "a",
    "objection a overlooks it": "a",
    "objection a doesn’t hold": "a",
    "objection a isn't answered": "a",
    "**objection a** misses it": "a",
    "to objection a I say": "a",
    "to objection a:\n\nPeople rest.": "a",
    "objection a now fails, objection a now.": "a a",
    "objection a really isn’t one": "a",
    "objection a while true is weak": "a",
    "objection&nbsp;b and objection\u00a0a": "b a",
    "I raised this objection a while ago": "",
    "the objection a so-called expert makes": "",
    "the objection a would-be critic makes": "",
    "the objection a still open question raises": "",
    "the objection a not uncommon bias makes": "",
    "the objection a bias in it makes": "",
    "the objection a sales clerk makes": "",
    "[a] says so": "a",
    "About [a] people disagree": "a",
    "There is no objection a priori.": "",
    "an objection a friend raised": "",
    "An objection a **good** friend raised": "",
    "the objection a careful reader makes": "",
    "the objection a *careful* reader makes": "",
    "the objection a “careful” reader makes": "",
    "the objection a\ncareful reader makes": "",
    "the objection a [careful](https://example.org) reader makes": "",
    "an objection a fortiori": "",
    "an objection a business makes": "",
    "an objection a famous critic made": "",
    "every objection a is one": "",
    "Une objection a été faite": "",
    "the objection a-priori thinkers make": "",
    "an objection e.g. of Kant": "",
    "objection e-mail": "",
    "objection e contrario": "e",
    "l’objection d’un ami": "",
    "objections b": "",
    "objection bb, objection b2": "",
    "Siehe Einwand b.": "b",
    "Zu Einwand a sage ich: nein": "a",
    "wegen des Einwands 2b und des Einwandes #6": "2b #6",
    "**Einwand b** und Einwand\u00a0a": "b a",
    "der Einwand d. h. die Kritik": "",
    "der Einwand e.\u00a0V. zu nennen": "",
    "ein Einwand gegen b": "",
    "Einwände b, Einwandb, einwand b": "",
    "[a]ll men": "",
    "caf[e]": "",
    "[b]oth": "",
    "x[b]": "",
    "x[b]y": "",
    "**x**[b]": "",
    "\\[b\\]": "",
    "\\[b]": "",
    "\\[#6\\] and \\[2b]": "",
    "[b\\]": "b",
    "\\\\[b]": "b",
    "`[b]` and `objection b`": "",
    "``[b]``": "",
    "```\n[b] objection b\n```": "",
    "x\n\n    [b] objection b": "",
    "[b](https://example.org)": "",
    "[see objection b](https://example.org)": "",
    "[see \\[b\\]](https://example.org)": "",
    "https://example.org/?objection=[b]": "",
    "[x][b]": "",
    "[b][c]": "",
    "[^b]": "",
}
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


@pytest.mark.parametrize(("source", "addresses"), MEANT.items(), ids=MEANT)
def test_what_is_meant(source: str, addresses: str) -> None:
    every = {each: SimpleNamespace(url=f"/{each}/") for each in ("a", "b", "e", "2b", "#6")}
    html = render(source, "reply-1")
    linked = link_mentions(html, every)
    assert re.findall(
        r'<a href="/([^"/]+)/">(?:(?:[Oo]bjection|Einwand(?:e?s)?)(?: |&nbsp;|\u00a0)|\[)', linked
    ) == (addresses.split())
    assert mentioned(html) == set(addresses.split())
    assert plain(linked) == plain(html)


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
