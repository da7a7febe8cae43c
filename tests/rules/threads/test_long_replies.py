"""Many long replies on one page make no endless page: later ones stand behind a link."""

import pytest

from forum.models import Post, Reply
from tests.cast import answer, browser_of, person, publish
from threads.branches import LONG, TEXTS
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

WORDS = "Not one is so. " * 2_600
BEHIND = "Read this long reply"


@pytest.fixture
def essay() -> Post:
    return publish(person("alice"))


def long_replies(essay: Post, count: int, parent: Reply | None = None) -> list[Reply]:
    """Replies at the limit, each with its number, all by one person."""
    bob = person("bob")
    return [answer(bob, essay, f"No. {n}. {WORDS}", parent) for n in range(count)]


def pages(essay: Post, url: str):
    for viewer in (None, essay.author):
        page_cache.clear()
        yield browser_of(viewer).get(url, follow=True).content.decode()


def test_security_45_a_page_of_replies_does_not_grow_with_their_length(essay: Post) -> None:
    long_replies(essay, 20)
    short = answer(person("carol"), essay, "A short one, whole.")
    for page in pages(essay, essay.get_absolute_url()):
        assert len(page) < 2 * TEXTS
        assert 10 < page.count(BEHIND) < 20
        assert "No. 0. Not one is" in page and "No. 19." not in page
        assert "A short one, whole." in page and f'id="reply-{short.pk}"' in page


def test_security_45_nor_a_page_of_a_branch(essay: Post) -> None:
    top = answer(person("carol"), essay, "Above them all.")
    *_, last = long_replies(essay, 20, top)
    for page in pages(essay, f"/replies/{top.pk}/"):
        assert len(page) < 2 * TEXTS and 10 < page.count(BEHIND) < 20
    for page in pages(essay, f"/replies/{last.pk}/"):
        assert "No. 19. Not one is" in page and BEHIND not in page


def test_few_are_shown_whole_however_long(essay: Post) -> None:
    long_replies(essay, 3)
    assert Reply.objects.first().html.count(" ") > 2 * LONG
    for page in pages(essay, essay.get_absolute_url()):
        assert BEHIND not in page and page.count("Not one is") == 3 * 2_600
