"""“objection b” and “[b]” in prose become links; nothing else does."""

from types import SimpleNamespace

import pytest

from critiques.mentions import link_mentions, mentioned

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
]


@pytest.mark.parametrize(("html", "linked"), CASES)
def test_links(html: str, linked: str | None) -> None:
    assert link_mentions(html, CARDS) == (linked or html)


def test_what_a_text_mentions() -> None:
    assert mentioned("Objection b, [2a] and objection #6, not a or [x].") == {"b", "2a", "#6"}
