"""What the site says within a text is said in the reader’s language; what people wrote is not."""

import pytest
from django.utils import translation

from forum.markup.mathml import FAULTS, LONGEST
from forum.markup.translations import translated
from forum.text import render

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
