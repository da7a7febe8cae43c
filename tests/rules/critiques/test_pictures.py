"""Pictures at their limits: crowds, single days, many years, and whatever is legible in between."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critiques.models import Objection
from critiques.pictures.grid import MOST_PEOPLE, SIGNS, GridPerson, grid_of
from critiques.pictures.lane import GAP, LEFT, RIGHT, Moment, lanes_of
from critiques.pictures.places import WIDTH, apart
from critiques.pictures.strip import LINE, StripPassage, strip_of
from critiques.words import Status
from tests.cast import browser_of
from tests.worlds.big_post import big_post
from tests.worlds.cards import START, card


@given(st.lists(st.floats(0, 400), max_size=60).map(sorted), st.floats(1, 40))
def test_things_are_set_apart_in_order_and_within(wanted, gap):
    placed = apart(wanted, gap=gap, low=10, high=400)
    assert len(placed) == len(wanted)
    assert placed == sorted(placed)
    assert all(9.9 <= place <= 400.1 for place in placed)
    fits = min(gap, 390 / max(len(placed) - 1, 1))
    assert all(b - a >= fits - 0.2 for a, b in pairwise(placed))


def test_what_stands_alone_stays_in_its_place():
    assert apart([20, 100, 300], gap=13, low=10, high=350) == [20, 100, 300]


def test_forty_letters_at_one_place_are_all_legible():
    strip = strip_of(
        [StripPassage(card(n), 500, "the same twenty words") for n in range(1, 41)],
        length=100_000,
        headings=[(0, "Opening"), (40, "Too near"), (90_000, "End")],
        lost=[],
        none=[],
    )
    labels = [mark.label_y for mark in strip.marks]
    assert all(b - a >= LINE - 1 for a, b in pairwise(labels))
    assert labels[-1] < strip.height
    assert [mark.o.number for mark in strip.marks] == list(range(1, 41))
    assert [heading.text for heading in strip.headings] == ["Opening", "End"]


@pytest.mark.parametrize(
    ("length", "start", "words"), [(1, 0, "x" * 50), (100, 99, "y"), (0, 0, "")]
)
def test_no_band_leaves_the_bar(length, start, words):
    [mark] = strip_of(
        [StripPassage(card(1), start, words)], length=length, headings=[], lost=[], none=[]
    ).marks
    assert mark.y >= 10
    assert mark.y + mark.height <= 10 + 320 + 0.1


def test_at_most_thirty_people_are_drawn_and_the_others_counted():
    people = {n: GridPerson(f"Critic {n}", False) for n in range(1, 101)} | {
        0: GridPerson("Alice", True)
    }
    deeds = {1: dict.fromkeys(range(1, 101), "hold"), 2: {7: "raised", 0: "answered"}}
    grid = grid_of([card(1), card(2)], deeds, people)
    assert grid.more == 101 - MOST_PEOPLE
    names = [line.name for line in grid.sheets[0].lines]
    assert names[0] == "Critic 7", "who did something to most comes first"
    assert len(names) == MOST_PEOPLE


def test_the_author_stands_last_and_many_letters_take_several_sheets():
    people = {1: GridPerson("Bob", False), 2: GridPerson("Alice", True)}
    deeds = {n: {1: "raised", 2: "answered"} for n in range(1, 26)}
    grid = grid_of([card(n) for n in range(1, 26)], deeds, people)
    assert [len(sheet.columns) for sheet in grid.sheets] == [8, 8, 8, 1]
    for sheet in grid.sheets:
        assert [line.name for line in sheet.lines] == ["Bob", "Alice"]
        assert max(column.x for column in sheet.columns) + 16 <= WIDTH
        assert len(sheet.cells) == 2 * len(sheet.columns)
    assert sum(len(sheet.cells) for sheet in grid.sheets) == 50


def test_no_two_signs_differ_by_colour_alone():
    shapes = [(shape, words) for shape, _, words in SIGNS.values()]
    by_shape: dict[str, set[str]] = {}
    for shape, words in shapes:
        by_shape.setdefault(shape, set()).add(words)
    assert all(len(words) == 1 for words in by_shape.values()), by_shape


def moments(*minutes: float) -> list[Moment]:
    return [Moment(START + timedelta(minutes=m), "answered", "answered") for m in minutes]


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (0, ["09:00", "09:15", "09:30", "09:45", "10:00"]),
        (8 * 60, ["09:00", "11:00", "13:00", "15:00", "17:00"]),
        (12 * 24 * 60, ["2 Mar", "5 Mar", "8 Mar", "11 Mar", "14 Mar"]),
        (600 * 24 * 60, ["Mar 2026", "Jul 2026", "Dec 2026", "May 2027", "Oct 2027"]),
        (9 * 365 * 24 * 60, ["2026", "2028", "2030", "2032", "2035"]),
    ],
)
def test_an_hour_and_nine_years_have_an_axis(last, ticks):
    picture = lanes_of([(card(1), moments(0, last))], [])
    assert [tick.text for tick in picture.ticks] == ticks
    assert (picture.ticks[0].x, picture.ticks[0].anchor) == (LEFT, "start")
    assert (picture.ticks[-1].x, picture.ticks[-1].anchor) == (RIGHT, "end")


@pytest.mark.usefixtures("german")
def test_days_and_months_are_written_as_the_language_writes_them():
    """The number of a day has a dot in German, and so has what is shortened."""
    days = lanes_of([(card(1), moments(0, 200 * 24 * 60))], []).ticks
    assert [tick.text for tick in days] == [
        "2. März",
        "21. April",
        "10. Juni",
        "30. Juli",
        "18. Sept.",
    ]
    months = lanes_of([(card(1), moments(0, 600 * 24 * 60))], []).ticks
    assert months[1].text == "Juli 2026"
    assert months[2].text == "Dez. 2026"


def test_what_happens_in_one_minute_stands_side_by_side():
    [lane] = lanes_of([(card(1), moments(0, 0.1, 0.2, 500_000))], []).lanes
    assert [mark.x for mark in lane.marks] == [LEFT, LEFT + GAP, LEFT + 2 * GAP, RIGHT]


def test_a_long_story_keeps_its_beginning_and_its_end():
    [lane] = lanes_of([(card(1, Status.SETTLED), moments(*range(100)))], []).lanes
    xs = [mark.x for mark in lane.marks]
    assert len(xs) == 18
    assert xs[0] == LEFT and lane.end == xs[-1] == RIGHT


def test_rounds_are_named_where_there_is_room():
    opened = [(n, START + timedelta(days=d)) for n, d in ((2, 1), (3, 1.01), (4, 5), (5, 9.9))]
    picture = lanes_of([(card(1), moments(0, 10 * 24 * 60))], [*opened, (6, START + timedelta(99))])
    assert [tick.text for tick in picture.rounds] == ["", "Round 3", "Round 4", "5"]


@pytest.mark.django_db
def test_the_pictures_of_a_great_discussion_can_be_read():
    post = big_post(200, 1_000)
    page = browser_of(None).get(f"/posts/{post.pk}/critique/").content.decode()
    drawings = re.findall(r'<svg viewBox="0 0 360 \d+" role="img".*?</svg>', page, re.S)
    assert len(drawings) == 2 + 4, "strip, lane, and a grid for eight letters each"
    for drawing in drawings:
        ids = re.search(r'aria-labelledby="(\S+) (\S+)"', drawing)
        assert ids and re.search(rf'<title id="{ids[1]}">[^<]+</title>', drawing)
        assert re.search(rf'<desc id="{ids[2]}">[^<]+</desc>', drawing)
        places = re.findall(r'(?:translate\(| x=")([0-9.]+)', drawing)
        assert places and all(0 <= float(place) <= WIDTH for place in places)
        assert not re.search(r'="[^"]*(?:None|[0-9],[0-9])', drawing)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    small = re.findall(r'<svg viewBox="0 0 360 \d+" aria-hidden="true".*?</svg>', page, re.S)
    assert len(small) == 3, "strip, grid and lanes beside the sentence"
    assert not re.search("<(text|title|desc)", "".join(small)), "where no word could be read"
    assert "<table" not in page, "the rows say it in words"
    assert Objection.objects.filter(passage_state="exact").exists()
