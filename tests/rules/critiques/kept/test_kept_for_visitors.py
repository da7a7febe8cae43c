"""Pages that are printed once for all visitors: always as the database is, and of the public."""

import pytest
from django.test import Client

from accounts.models import User
from critiques.actions.curation import strike
from critiques.actions.holders.shares import share
from critiques.views import visitors
from forum.models import Post, Reply
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish
from web.page_cache import SECONDS, page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> Reply:
    """What Bob objected to Alice's essay: objection a."""
    post = publish(person("alice"))
    reply = answer(person("bob"), post, "a) Twenty checks are twenty too many.")
    place(reply.author, reply)
    return reply


@pytest.fixture
def raised(anew: Reply) -> Reply:
    return anew


def pages(post: Post) -> list[str]:
    return [
        post.get_absolute_url(),
        f"/posts/{post.pk}/critique/",
        f"/posts/{post.pk}/objections/1/",
    ]


def test_a_page_is_kept_for_the_next_visitor_by_one_query(
    raised: Reply, django_assert_num_queries
) -> None:
    for url in pages(raised.post):
        first = Client().get(url)
        assert "Twenty checks are twenty too many" in first.content.decode()
        with django_assert_num_queries(1):
            assert Client().get(url).content == first.content


def test_who_has_a_page_gets_nothing_again_until_it_changes(
    raised: Reply, django_assert_num_queries
) -> None:
    had = {url: Client().get(url).headers["ETag"] for url in pages(raised.post)}
    for url, tag in had.items():
        with django_assert_num_queries(1):
            unchanged = Client().get(url, headers={"If-None-Match": tag})
        assert unchanged.status_code == 304 and not unchanged.content
        assert "no-cache" in unchanged.headers["Cache-Control"]
    share(user=person("carol"), post_id=raised.post_id, number=1)
    for url, tag in had.items():
        again = Client().get(url, headers={"If-None-Match": tag})
        assert again.status_code == 200 and again.headers["ETag"] != tag


def test_names_may_lag_five_minutes_and_no_longer(
    raised: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No write to an essay tells of another name of somebody in it."""
    now = visitors.time()
    url = pages(raised.post)[0]
    tag = Client().get(url).headers["ETag"]
    for later, status in ((SECONDS - 5, 304), (SECONDS + 5, 200)):
        monkeypatch.setattr(visitors, "time", lambda later=later: now + later)
        assert Client().get(url, headers={"If-None-Match": tag}).status_code == status


def test_each_write_shows_at_once(raised: Reply) -> None:
    summary, own = pages(raised.post)[1:]
    carol, mina = person("carol"), moderator()

    def read(url: str) -> str:
        return Client().get(url).content.decode()

    assert "Carol" not in read(summary) + read(own)
    share(user=carol, post_id=raised.post_id, number=1)
    assert "Carol" in read(summary) and "Carol" in read(own)
    strike(moderator=mina, post_id=raised.post_id, number=1, reason="It is insulting.")
    for url in (summary, own):
        assert "It is insulting." in read(url) and "too many" not in read(url)
    hide(moderator=mina, reply_id=raised.pk, reason="So is all of it.")
    for url in (summary, own):
        assert "too many" not in read(url)


def test_nobody_reads_what_was_kept_of_somebody_else(raised: Reply) -> None:
    """A moderator reads a removed claim just before, in vain for visitors; nor is theirs kept."""
    mina = moderator()
    strike(moderator=mina, post_id=raised.post_id, number=1, reason="It is insulting.")
    hide(moderator=mina, reply_id=raised.pk, reason="So is all of it.")
    for url in pages(raised.post)[1:]:
        page_cache.clear()
        for name in ("mina", "bob"):
            theirs = browser_of(User.objects.get(username=name)).get(url)
            assert "ETag" not in theirs.headers and 'data-user="' in theirs.content.decode()
        assert "too many" not in Client().get(url).content.decode()
        assert "data-user" not in Client().get(url).content.decode()
        theirs = browser_of(mina).get(url).content.decode()
        assert 'data-user="mina"' in theirs


def test_what_was_asked_for_or_has_a_session_is_not_kept(raised: Reply) -> None:
    page_cache.clear()
    url = pages(raised.post)[1]
    visitor = Client()
    visitor.cookies["sessionid"] = "gone"
    for response in (Client().get(url, {"status": "open"}), visitor.get(url)):
        assert response.status_code == 200 and "ETag" not in response.headers


def test_what_is_not_public_is_not_found_whoever_read_it_before(raised: Reply) -> None:
    urls = pages(raised.post)
    assert {Client().get(url).status_code for url in urls} == {200}
    hide(moderator=moderator(), post_id=raised.post_id, reason="Against the rules.")
    assert {Client().get(url).status_code for url in urls} <= {404, 410}
