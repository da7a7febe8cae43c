"""Alice divides her essay into sections, Bob his reply; readers find their way by the headings."""

import re

import pytest
from django.http import HttpResponse

from tests.cast import answer, browser_of, moderator, publish

pytestmark = pytest.mark.django_db

TEXT = "See [below](#the-end).\n\n## Why\n\nx\n\n#### Details\n\ny\n\n## The *end*\n\nz"
LEVEL = re.compile(r"<h([1-6])\b")


def levels_of(response: HttpResponse) -> list[int]:
    assert response.status_code in (200, 422), response
    return [int(level) for level in LEVEL.findall(response.content.decode())]


def test_no_page_that_shows_a_text_leaves_out_a_level(alice, bob):
    mina = moderator()
    essay = publish(alice, body=TEXT)
    reply = answer(bob, essay, TEXT)
    here, said = f"/posts/{essay.pk}", f"/replies/{reply.pk}"
    preview = {"title": "T", "body": TEXT, "preview": "1"}
    pages = [
        browser_of(None).get(essay.get_absolute_url()),
        browser_of(None).get(f"{said}/"),
        browser_of(None).get(f"{here}/critique/"),
        browser_of(None).get(f"{here}/revisions/"),
        browser_of(mina).get(f"{here}/reply/?parent={reply.pk}"),
        browser_of(mina).post(f"{here}/reply/", {**preview, "parent": reply.pk}),
        browser_of(alice).post("/posts/new/", preview),
        browser_of(alice).get(f"{here}/withdraw/"),
        browser_of(bob).get(f"{said}/withdraw/"),
        browser_of(bob).post(f"{said}/edit/", preview),
        browser_of(mina).get(f"{said}/report/"),
        browser_of(mina).get(f"{here}/report/"),
    ]
    found = [levels_of(page) for page in pages]
    for page, levels in zip(pages, found, strict=True):
        steps = [lower - upper for upper, lower in zip([0, *levels], levels, strict=False)]
        assert max(steps) == 1, (page.request["PATH_INFO"], levels)


def test_an_essay_of_three_sections_says_what_is_in_it(alice, bob):
    essay = publish(alice, body=TEXT)
    page = browser_of(None).get(essay.get_absolute_url()).content.decode()
    contents = re.search(r'<nav class="contents".*?</nav>', page, re.S)
    assert contents
    links = re.findall(r'data-level="(\d)"><a href="#([^"]*)"[^>]*>([^<]*)<', contents[0])
    key = f"post-{essay.pk}--"
    assert links == [
        ("2", f"{key}why", "Why"),
        ("3", f"{key}details", "Details"),
        ("2", f"{key}the-end", "The end"),
    ]
    for _, name, _ in links:
        assert page.count(f' id="{name}"') == 1
    assert f'<a href="#{key}the-end" rel="nofollow ugc noopener">below</a>' in page

    short = publish(alice, "Short", "# One\n\nx\n\n# Two\n\ny")
    assert 'class="contents"' not in browser_of(None).get(short.get_absolute_url()).content.decode()
