"""Whatever is typed is answered, and understood as something that can be typed again."""

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.excerpts import excerpt
from search.grammar import understood
from tests.examples import examples
from tests.worlds.library import SCRIPTS, Library

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PIECES = st.sampled_from(
    """agency "agency "open agency" -agency -"open agency" ag* * - -- : " "" '
    \\ % _ | & ! ( ) {} ''
    author:alice author: topic:ai topic:"decision theory" topic:" status:open letter:2b letter:b
    in:title in:essays in:x -in:title -author:bob NEAR OR AND NOT head: 意識 -犬
    ไทย* ﷺ ½ \u0301 \u200d
    \0 \ud800 \ufffe 🙂 {head} ^agency agency+open a'b a\\b""".split()
)
TYPED = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map(" ".join))


@settings(max_examples=examples(25, 1500))
@given(typed=TYPED, show=st.sampled_from(["", "threads", "x"]))
@example(typed="x" * 100_000, show="")
@example(typed='"' + "意" * 5_000, show="")
@example(typed="a* " * 200, show="threads")
def test_any_string_is_answered(library: Library, typed: str, show: str) -> None:
    sent = typed.encode(errors="replace").decode()
    assert Client().get("/search/", {"q": sent, "as": show}).status_code == 200
    query = understood(sent)
    again = understood(" ".join(part.typed for part in query.parts))
    assert [part[1:] for part in again.parts] == [part[1:] for part in query.parts]


@settings(max_examples=examples(30, 1500))
@given(text=st.one_of(st.text(), st.text("ab <&意 ไ.").map(lambda t: t * 40)), typed=TYPED)
def test_an_excerpt_marks_words_of_the_text_and_is_no_markup(text: str, typed: str) -> None:
    made = excerpt(text, understood(typed).wanted, 60)
    plain = made.replace("<mark>", "").replace("</mark>", "")
    assert made.count("<mark>") == made.count("</mark>")
    assert "<" not in plain and ">" not in plain
    assert len(made) < 1500


def test_an_excerpt_is_of_the_part_that_has_most() -> None:
    text = f"{'One open thing. ' * 30}{SCRIPTS} The open agency model. {'And so on. ' * 30}"
    made = excerpt(text, understood("open agency").wanted)
    assert "The <mark>open</mark> <mark>agency</mark> model." in made
    assert made.startswith("… ") and made.endswith("…")
    made = excerpt(text, understood('"agency model"').wanted)
    assert "open <mark>agency model</mark>." in made


def test_nonsense_for_a_page_is_no_page(library: Library) -> None:
    for place in ("x", "1", "1-2-3-x", "1-2-3-4-5", "-1-2-3-4", "9" * 30, "1-2-3-4\0"):
        assert Client().get("/search/", {"q": "agency", "after": place}).status_code == 404, place
    for place in ("0-0-0-0", "1-1-1-1", f"{10**17}-{10**17}-5-5"):
        assert Client().get("/search/", {"q": "agency", "after": place}).status_code == 200, place
