"""HTML that others wrote, as the Markdown that says the same."""

import pytest

from web.markdown import DEEPEST, markdown_of, shown_elements

SAID = {
    "<p>One.</p><p>Two, <b>bold</b> and <em>not</em>.</p>": "One.\n\nTwo, **bold** and *not*.",
    "<blockquote><p>Theirs.</p></blockquote><p>Mine.</p>": "> Theirs.\n\nMine.",
    '<p>See <a href="https://example.org/">there</a>.</p>': "See [there](https://example.org/).",
    "<ul><li>one</li><li>two</li></ul>": "- one\n- two",
    # As its writer saw it, not as it is counted.
    "<ol type=a><li>Too slow.</li><li>Too dear.</li></ol>": "a) Too slow.\n\nb) Too dear.",
    "<ol style='list-style-type: lower-alpha'><li>Too slow.</li></ol>": "a) Too slow.",
    # Small, and said.
    '<p style="font-size:0.9em">Said.</p>': "Said.",
    '<p style="line-height:0">Said.</p>': "Said.",
    '<p style="border-width:0;opacity:0.9;max-height:0.5em">Said.</p>': "Said.",
    '<p style="display:inline">Said.</p>': "Said.",
    "<center><font size=1>Said.</font></center>": "Said.",
    # Never seen.
    '<p>Said.</p><p style="display:none">EVIL</p>': "Said.",
    "<p>Said.</p><script>EVIL</script><!-- EVIL -->": "Said.",
    '<p>Said.</p><a href="javascript:EVIL"></a>': "Said.",
    "<p>Said.": "Said.",
    # Nobody nests so.
    "<div>" * (DEEPEST + 1) + "Said.": "",
}


@pytest.mark.parametrize("html", SAID)
def test_what_was_seen_is_said(html: str) -> None:
    assert markdown_of(shown_elements(html)) == SAID[html]
