"""What is built of a sentence and what stands in it, in whatever language somebody reads."""

from datetime import UTC, datetime

import pytest
from django.utils.html import format_html

from web.dates import day, minute
from web.numbers import grouped
from web.sentences import with_html


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (40_000, "40,000"), (1_234_567, "1,234,567")]
)
def test_thousands_stand_apart(number: int, written: str) -> None:
    assert grouped(number) == written


@pytest.mark.usefixtures("german")
def test_numbers_and_months_are_the_readers() -> None:
    assert grouped(40_000) == "40.000"
    assert day(datetime(2020, 3, 2, 12, tzinfo=UTC)) == "2. März 2020"
    assert minute(datetime(2020, 5, 2, 12, tzinfo=UTC)).startswith("2. Mai 2020")


def test_a_sentence_takes_links_in_any_order() -> None:
    who, what = format_html("<bdi>{}</bdi>", "A & B"), format_html('<a href="/">{}</a>', "<i>")
    assert with_html("%(who)s moved %(what)s", who=who, what=what) == (
        '<bdi>A &amp; B</bdi> moved <a href="/">&lt;i&gt;</a>'
    )
    assert with_html("%(what)s: %(who)s", who="A & B", what="50 %") == "50 %: A &amp; B"


def test_no_sentence_brings_markup() -> None:
    said = with_html("<b>%(who)s</b> & “%(what)s”", who="<i>", what="%(who)s")
    assert said == "&lt;b&gt;&lt;i&gt;&lt;/b&gt; &amp; “%(who)s”"
