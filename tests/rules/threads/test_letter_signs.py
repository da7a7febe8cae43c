"""How a letter is shown: its sign by a function as by its template, its order, and its bar."""

import pytest
from django.template import Context, Engine
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from critiques.pages.letters import Waiting, bar_of, letter, sigil
from critiques.record.cards import ObjectionCard
from critiques.terms import SHORT
from critiques.words import UNRESOLVED, Status
from tests.databases import ROOT
from tests.worlds.cards import card

TEMPLATES = Engine(dirs=[ROOT / "templates"], libraries={"i18n": "django.templatetags.i18n"})
CLAIMS = st.sampled_from(["", "A claim", "<b>&\"'</b> {{ x }}"])
PLACES = st.sampled_from([("", ""), ("b", 1), ("b", 2), ("e", 13)])
CHOICE = st.booleans()


def lettered(number: int, letter: str, round_: int | str, **other) -> ObjectionCard:
    address = f"{round_ if round_ != 1 else ''}{letter}" if letter else f"#{number}"
    return card(number, number=number, letter=letter, round=round_, address=address, **other)


@given(PLACES, st.sampled_from(["objection", "question"]), CLAIMS, CLAIMS, CHOICE, CHOICE)
def test_it_is_printed_as_by_its_template(place, kind, own, claim, noun, big):
    o = lettered(6, *place, kind=kind, own_claim=own)
    said = {"o": o, "claim": claim, "noun": kind if noun else "", "big": big}
    printed = TEMPLATES.get_template("parts/sigil.html").render(Context(said))
    assert printed == sigil(o, claim=claim, noun=said["noun"], big=big) + "\n"
    linked = TEMPLATES.get_template("critiques/parts/letter.html").render(Context({"o": o}))
    assert linked.replace("\n", "") == letter(o)


@pytest.mark.parametrize(
    ("place", "kind", "means", "aside"),
    [
        (("a", 1), "objection", "", ""),
        (("a", 2), "objection", "second round, a", "second round, a"),
        (("c", 10), "objection", "tenth round, c", "tenth round, c"),
        (("c", 11), "objection", "11th round, c", "11th round, c"),
        (("", ""), "objection", "objection 6, without a letter", "without a letter"),
        (("", ""), "question", "question 6", ""),
    ],
)
def test_what_is_no_plain_letter_says_what_it_is(place, kind, means, aside):
    o = lettered(6, *place, kind=kind)
    assert (o.explained, o.aside) == (means, aside)


def test_they_stand_in_the_order_of_letters():
    places = [("", ""), ("b", 2), ("a", 10), ("c", 1), ("", ""), ("a", 1), ("a", 2)]
    cards = [lettered(9 - n, *place) for n, place in enumerate(places)]
    waiting = Waiting.of([*cards, lettered(20, "d", 1, status=Status.SETTLED)])
    assert [o.address for o in waiting.letters] == ["a", "c", "2a", "2b", "10a", "#5", "#9"]
    assert (waiting.words, waiting.total, waiting.more) == ("7 unresolved · 1 resolved", 8, 0)


@pytest.mark.parametrize(("count", "shown", "more"), [(1, 1, 0), (11, 11, 0), (12, 10, 2)])
def test_many_are_the_first_ten(count, shown, more):
    waiting = Waiting.of(card(n) for n in range(1, count + 1))
    assert (len(waiting.letters), waiting.more) == (shown, more)
    assert waiting.words == f"{count} unresolved"


@pytest.mark.parametrize(
    ("asked", "words"), [(0, "1 resolved"), (1, "1 resolved · 1 question"), (2, "1 resolved · 2")]
)
def test_questions_are_counted_where_there_is_room(asked, words):
    cards = [card(9, Status.CONCEDED), *(card(n, kind="question") for n in range(asked))]
    assert Waiting.of(cards, questions=True).words.startswith(words)
    assert Waiting.of(cards).words == "1 resolved"


@given(st.dictionaries(st.sampled_from(sorted(SHORT)), st.integers(0, 9)))
def test_a_bar_has_a_part_for_each_status_side_by_side(counts):
    parts = bar_of(counts, {Status.OPEN: "?status=open"})
    assert {part.url for part in parts if part.status != Status.OPEN} <= {""}
    assert {part.status: part.count for part in parts} == {k: n for k, n in counts.items() if n}
    ends = [0, *(part.start + part.count for part in parts)]
    assert [part.start for part in parts] == ends[:-1]
    unresolved = [part.status in UNRESOLVED for part in parts]
    assert unresolved == sorted(unresolved, reverse=True)


def test_the_help_has_every_status_with_its_shape():
    said = render_to_string("parts/letters.html")
    for status in Status:
        assert f'<use href="#s-{status}"/></svg><span>{status.label}</span>' in said
