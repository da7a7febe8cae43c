"""The pictures that links have elsewhere: of what everybody may read, in letters that are there."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from critiques.pictures.link import (
    BAR_HEIGHT,
    BAR_TOP,
    EDGE,
    FOOT,
    LEADING,
    TOP,
    WIDTH,
    LinkFacts,
    draw_link,
    fitted,
    readable,
)
from critiques.words import Status
from forum.models import Post
from tests.cast import answer, browser_of, person, place, publish


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ελληνικά, русский – “naïve”", "Ελληνικά, русский – “naïve”"),
        ("e\u0301te\u0301,\n one\ttwo", "été, one two"),
        ("Twenty checks 🎉 ❤️", "Twenty checks"),
        ("\u202eTwenty\u200b checks", "Twenty checks"),
        # Half of a sentence is another.
        ("危険な AI", ""),
        ("עברית", ""),
        ("हिन्दी", ""),
        ("q\u0308 marks", ""),
    ],
)
def test_nothing_is_drawn_that_the_font_has_no_sign_for(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize("title", ["A", "W" * 150, "word " * 30, "Ab " * 50, "Donau" * 30])
def test_a_title_of_any_length_stays_in_its_place(title: str) -> None:
    size, lines = fitted(title)
    assert TOP + len(lines) * size * LEADING <= FOOT
    picture = Image.open(BytesIO(draw_link(LinkFacts(title, title[:50], "Said.", ()))))
    paper = picture.getpixel((0, 0))
    assert picture.size == (1200, 630)
    for x in (*range(EDGE - 6), *range(WIDTH - EDGE + 6, WIDTH)):
        assert picture.getpixel((x, TOP + size)) == paper


def test_the_bar_is_thick_where_something_waits() -> None:
    bar = ((Status.OPEN, 1), (Status.SETTLED, 1))
    picture = Image.open(BytesIO(draw_link(LinkFacts("A title", "Alice", "Two.", bar))))
    middle, top = BAR_TOP + BAR_HEIGHT // 2, BAR_TOP + 2
    paper = picture.getpixel((0, 0))
    waits, done = ((WIDTH * n // 4, y) for n, y in ((1, top), (3, top)))
    assert picture.getpixel(waits) == (0x5B, 0x4A, 0x12) and picture.getpixel(done) == paper
    assert picture.getpixel((WIDTH * 3 // 4, middle)) == (0x2B, 0x6A, 0x3A)


@pytest.mark.django_db
def test_a_picture_is_drawn_once_for_each_state_of_the_critique(django_assert_num_queries) -> None:
    post = publish(person("alice"), "危険")
    url = f"/posts/{post.pk}/picture.png"
    first = Client().get(url)
    assert first.headers["Content-Type"] == "image/png" and first.content[1:4] == b"PNG"
    assert f'"og:image" content="http://testserver{url}"' in seen(post)
    with django_assert_num_queries(1):
        assert Client().get(url).content == first.content
    had = {"If-None-Match": first.headers["ETag"]}
    assert Client().get(url, headers=had).status_code == 304
    reply = answer(person("bob"), post, "a) Twenty checks are twenty too many.")
    place(reply.author, reply)
    now = Client().get(url, headers=had)
    assert now.status_code == 200 and now.content != first.content
    for state in ("hidden", "withdrawn", "pending", "draft", "purged"):
        Post.objects.filter(pk=post.pk).update(state=state)
        for viewer in (None, post.author):
            assert browser_of(viewer).get(url).status_code == 404


def seen(post: Post) -> str:
    return Client().get(post.get_absolute_url()).content.decode()
