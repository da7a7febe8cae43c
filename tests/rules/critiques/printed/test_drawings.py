"""Pictures are printed by functions as their templates would print them."""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine
from django.test import Client

from critiques.pages.pictures import Pictures
from critiques.pages.summary import SummaryPage
from critiques.pictures import drawings
from critiques.pictures.grid import GridPerson, grid_of
from forum.models import Post
from tests.worlds.big_post import big_post
from tests.worlds.cards import card
from tests.worlds.whole_critique import essay, reword

pytestmark = pytest.mark.django_db

REFERENCE = Engine(dirs=[Path(__file__).parent / "reference"])


def reference(name: str, **context: Any) -> str:
    return REFERENCE.get_template(f"{name}.svg.html").render(Context(context))


def pictures_of(post: Post, page: int = 1) -> Pictures:
    return SummaryPage.load(viewer=None, post_id=post.pk, page=page).pictures


def check(pictures: Pictures) -> None:
    assert pictures.strip and pictures.grid and pictures.lanes
    assert pictures.drawn_strip == reference("strip", strip=pictures.strip)
    assert pictures.drawn_lanes == reference("lane", picture=pictures.lanes)
    for n, sheet in enumerate(pictures.grid.sheets, 1):
        assert pictures.drawn_sheets[n - 1] == reference("grid", sheet=sheet, n=n)


def test_they_are_as_their_templates_would_print_them() -> None:
    post = big_post(60, 200)
    for page in (1, 2, 3):
        check(pictures_of(post, page))


def test_so_they_are_with_whatever_people_call_themselves() -> None:
    post = essay()
    check(pictures_of(post))
    reword(post, "<b>&\"'</b> {{ x }}{% y %}")
    Post.objects.filter(pk=post.pk).update(html="<h2>A <b>&amp;</b> &lt;B&gt;</h2>")
    check(pictures_of(post))
    page = Client().get(f"/posts/{post.pk}/critique/").content.decode()
    assert "&lt;b&gt;&amp;" in page and '<b>&"' not in page


def test_names_are_escaped() -> None:
    people = {1: GridPerson("<b>&", False)}
    grid = grid_of([card(1)], {1: {1: "raised"}}, people)
    drawn = drawings.draw_sheet(grid.sheets[0], 1)
    assert "&lt;b&gt;&amp;" in drawn and drawn == reference("grid", sheet=grid.sheets[0], n=1)
