"""Rows of a summary are printed by functions as a template would print them."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.test import Client

from critiques.pages.row.markup import SummaryRow
from critiques.pages.sufficiency import Sufficiency
from critiques.pages.summary import SummaryPage
from critiques.record.exchange.folding import MoveRun
from critiques.record.exchange.moves import ToldMove
from critiques.words import Kind
from forum.models import Post
from tests.databases import ROOT
from tests.worlds.big_post import big_post
from tests.worlds.whole_critique import essay, reword

pytestmark = pytest.mark.django_db

REFERENCE = Engine(
    dirs=[Path(__file__).parent / "reference", ROOT / "templates"],
    libraries={"i18n": "django.templatetags.i18n"},
)
ODD = "<b>&\"'</b> {{ x }}"


def rows_of(post: Post, page: int = 1) -> list[SummaryRow]:
    loaded = SummaryPage.load(viewer=None, post_id=post.pk, page=page)
    rows = [*loaded.unresolved.rows, *loaded.resolved.rows]
    assert rows and all(row.o.kind == Kind.OBJECTION for row in rows)
    return rows


def check(row: SummaryRow) -> None:
    context = Context({"row": row, "folded": not row.o.unresolved})
    asked = {"suffices": row.suffices, "o": row.o}
    suffices = render_to_string("critiques/parts/suffices.html", asked) if row.suffices else ""
    printed = f"{row.head}{suffices}{row.exchange}"
    assert printed == REFERENCE.get_template("row.html").render(context)


def test_they_are_as_their_template_would_print_them() -> None:
    post = big_post(60, 200)
    rows = [row for page in (1, 2) for row in rows_of(post, page)]
    said = ToldMove("", "bob", ODD, "", rows[0].o.created_at, "/replies/1/", ODD)
    for row in rows:
        check(row)
        check(replace(row, new="Changed", more=1_234, note=ODD, main_of=ODD, parts="b"))
        check(replace(row, suffices=Sufficiency("/replies/1/")))
        check(replace(row, suffices=Sufficiency("/replies/1/", ODD, 2, "1 May", ODD)))
        odd = replace(row.o, raiser=row.o.raiser._replace(display_name=ODD))
        check(replace(row, held_by=[], similar=[], passage="", runs=[], o=odd))
        check(replace(row, turn=ODD, replies=1, levels=1, wishes=[(ODD, ODD)]))
        check(replace(row, held=not row.held, replies=0, move="", turn=""))
        check(replace(row, similar=[row.o], lost=True, o=replace(row.o, anchor=None)))
        for change in (
            {"url": "", "text": ODD, "by": ODD},
            {"name": ODD, "says": ", not the author, answers", "wording": ODD},
            {"name": "", "by": "", "says": ODD, "text": ""},
            {"beneath": (said, replace(said, url="", points_to=said)), "act": "answer"},
            {"beneath": (said,), "act": "raise", "points_to": said},
        ):
            moves = [replace(each, **change) for run in row.runs for each in run.moves]
            check(
                replace(
                    row,
                    runs=[
                        MoveRun(False, moves[:1]),
                        MoveRun(True, moves),
                        MoveRun(False, moves),
                        MoveRun(True, moves, "/posts/1/objections/1/#exchange-h"),
                    ],
                )
            )
    assert {row.o.unresolved for row in rows} == {True, False}


def test_so_they_are_with_whatever_people_write() -> None:
    post = essay()
    reword(post, ODD)
    for row in rows_of(post):
        check(row)
    page = Client().get(f"/posts/{post.pk}/critique/").content.decode()
    assert "&lt;b&gt;&amp;" in page and '<b>&"' not in page
