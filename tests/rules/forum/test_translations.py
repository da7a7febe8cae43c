"""What the site says within a text is said in the reader’s language; what people wrote is not."""

import pytest
from django.utils import translation

from forum.markup.mathml import FAULTS, LONGEST
from forum.markup.translations import translated
from forum.text import render
from mail.contents.texts import mailed
from tests.cast import answer, browser_of, person, publish

SOURCE = r"""## Link to this section

Footnotes[^1] are no “Table: a”; Back to footnote 1 in the text[^1].

`<span class="fault"> formula: a } has no {</span>` and $}{$ and $\foo$

| Table | <b> "q" |
|---|---|
| Details | 2 |

    <section aria-label="Footnotes" class="footnotes">

<a aria-label="Link to this section" class="heading-link" href="#x">Link to this section</a>

[Footnotes](https://example.org/ '<section aria-label="Footnotes" class="footnotes">')

[^1]: formula: it cannot be read
"""
IN_GERMAN = {
    'aria-label="Link to this section" class="heading-link" href="#post-1': (
        'aria-label="Link zu diesem Abschnitt" class="heading-link" href="#post-1'
    ),
    'in the text" class': 'im Text" class',
    'in the text, use 2" class': 'im Text, Stelle 2" class',
    '"Back to footnote 1': '"Zurück zu Fußnote 1',
    '<section aria-label="Footnotes"': '<section aria-label="Fußnoten"',
    '"Table: Table, &lt;b&gt; &quot;q&quot;" class': (
        '"Tabelle: Table, &lt;b&gt; &quot;q&quot;" class'
    ),
    '<span class="fault"> formula: a } has no {': (
        '<span class="fault"> Formel: eine } hat keine {'
    ),
    r'<span class="fault"> formula: \foo is unknown': (
        r'<span class="fault"> Formel: \foo ist unbekannt'
    ),
}


def test_only_what_the_site_says_is_translated(german: None) -> None:
    html = render(SOURCE, "post-1")
    expected = html
    for said, in_german in IN_GERMAN.items():
        assert said in html, said
        expected = expected.replace(said, in_german)
    assert translated(html) == expected
    # What stands there as prose, as code and in a title.
    assert expected.count("Link to this section") == 3
    assert expected.count("Footnotes") == 4


@pytest.mark.django_db
def test_whatever_prints_a_text_says_it_so(german: None) -> None:
    alice, bob = person("alice"), person("bob")
    post = publish(alice, body="## A part\n\nSo it is.")
    reply = answer(bob, post, "## Another part\n\nSo it is not.")
    mailed_text = mailed(reply.body, reply.html, reply.get_absolute_url())
    printed = {
        "the thread": (browser_of(None).get(post.get_absolute_url()).content.decode(), 2),
        "the reply": (browser_of(None).get(f"/replies/{reply.pk}/").content.decode(), 1),
        "a form": (browser_of(bob).get(f"/posts/{post.pk}/reply/?parent={reply.pk}"), 1),
        "withdrawing": (browser_of(bob).get(f"/replies/{reply.pk}/withdraw/"), 1),
        "a mail": (mailed_text.html, 1),
    }
    for where, (page, times) in printed.items():
        html = page if isinstance(page, str) else page.content.decode()
        assert html.count("Link zu diesem Abschnitt") == times, where
        assert "Link to this section" not in html, where


def test_in_the_language_of_the_site_nothing_is_looked_for() -> None:
    html = render(SOURCE, "post-1")
    assert translated(html) is html


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_of_a_formula_is_translated(german: None, fault: str) -> None:
    html = f'<span class="fault"> formula: {fault % {"sign": "x"}}</span>'
    said = translated(html)
    assert said.startswith('<span class="fault"> Formel: ')
    assert translation.gettext(fault) != fault
    assert translation.gettext(fault) % {"sign": "x"} in said


def test_the_longest_formula_is_as_long_as_is_said() -> None:
    assert f"it has more than {LONGEST:,} characters" in FAULTS
