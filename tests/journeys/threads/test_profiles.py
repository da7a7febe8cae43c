"""A person's page, however much they wrote, and the cards beside names."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Reply, State
from tests.cast import answer, browser_of, moderator, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def essay() -> Post:
    return publish(person("alice"), "Open agency", topics="ai")


def words_of(url: str, viewer: User | None = None) -> str:
    """Return the words of a card."""
    found = browser_of(viewer).get(url)
    assert found.status_code == 200, url
    return " ".join(re.sub(r"<[^>]+>", " ", found.content.decode()).split())


def write(essay: Post, writer: User, essays: int, replies: int) -> None:
    """Let somebody have written much, a minute between any two."""
    now = timezone.now()
    first = publish(writer, "Essay 0")
    copied = {"author": writer, "state": State.VISIBLE, "html_version": 1, "body": "x"}
    Post.objects.bulk_create(
        Post(
            title=f"Essay {n}",
            slug="e",
            html="<p>x</p>",
            created_at=now + timedelta(minutes=n),
            published_at=now,
            **copied,
        )
        for n in range(1, essays)
    )
    assert first.author == writer
    for n in range(replies):
        Reply.objects.create(
            post=essay, html=f"<p>Words {n}</p>", created_at=now + timedelta(minutes=n), **copied
        )


def test_a_further_page_of_one_section_stands_alone(essay: Post) -> None:
    write(essay, person("bob"), 32, 3)
    first = Client().get("/u/bob/").content.decode()
    assert all(f'id="{name}-h"' in first for name in ("essays", "objections", "replies"))
    assert "Essay 31" in first and "Essay 1<" not in first and "Words 2" in first
    url = first.partition('<a class="btn btn--line" href="')[2].partition('"')[0]
    second = Client().get(url.replace("&amp;", "&")).content.decode()
    assert "Essay 1<" in second and "Essay 31" not in second and "Words" not in second
    assert 'id="replies-h"' not in second and 'href="/u/bob/">All by' in second
    assert "<title>Bob: more essays · Rejoinder</title>" in second


@pytest.mark.parametrize("much", [3, 200])
def test_a_profile_costs_what_it_shows(
    essay: Post, much: int, django_assert_num_queries: Callable
) -> None:
    bob = person("bob", bio="I count owls.")
    write(essay, bob, much, much)
    with django_assert_num_queries(5):
        page = Client().get("/u/bob/").content.decode()
    assert page.count("<h3>") == min(much, 30) and page.count("Words ") == min(much, 30)
    with django_assert_num_queries(4):
        assert Client().get("/u/bob/card/").status_code == 200


def test_a_card_says_who_somebody_is_as_the_public_may_know(essay: Post) -> None:
    bob = person("bob")
    browser_of(bob).post(
        "/account/",
        {
            "display_name": "Bob",
            "bio": "> Owls lie.\n\n" + "I *count*. " * 30,
            "timezone": "UTC",
            "language": "en",
        },
    )
    for n in range(3):
        answer(bob, essay, f"Reply {n}")
    hidden = Reply.objects.filter(author=bob).earliest("pk")
    browser_of(moderator()).post(f"/replies/{hidden.pk}/hide/", {"reason": "Rude"})
    for viewer in (None, bob):
        response = browser_of(viewer).get("/u/bob/card/")
        words = words_of("/u/bob/card/", viewer)
        assert words.startswith("Bob bob, here since") and words.endswith("0 essays, 2 replies")
        assert "I count. I count." in words and len(words) < 400
        assert "Owls" not in words, "nobody is given words that they quote"
        assert "<html" not in response.content.decode()
        assert response.headers["X-Robots-Tag"] == "noindex"
    assert "mina, moderator" in words_of("/u/mina/card/")
    again = Client().get("/u/bob/card/", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    for address in ("/u/bob/card/", "/topics/ai/card/"):
        kept = Client().get(address).headers["Cache-Control"]
        assert "no-cache" in kept, "what was removed is gone at once"
    assert Client().get("/u/nobody/card/").status_code == 404


def test_a_card_of_a_topic(essay: Post) -> None:
    description = {"body": "About *minds*. And more.", "seen": 0, "reason": "Why not"}
    browser_of(moderator()).post("/topics/ai/description/", description)
    assert words_of("/topics/ai/card/") == "ai About minds. And more. 1 essay"
    Post.objects.update(state=State.HIDDEN)
    assert Client().get("/topics/ai/card/").status_code == 404


def test_a_card_does_not_count_beyond_a_thousand(
    essay: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threads.pages.people.card.MOST", 2)
    bob = person("bob")
    for n in range(3):
        answer(bob, essay, f"Reply {n}")
    assert "0 essays, more than 2 replies" in words_of("/u/bob/card/")
