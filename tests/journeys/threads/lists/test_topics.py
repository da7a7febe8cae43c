"""Erin looks for what Alice and Bob write about: topic by topic, and all topics in one list."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from forum.models import Post, State
from tests.cast import browser_of, moderator, person, publish, text_of
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def links(page: str, pattern: str) -> list[str]:
    return re.findall(rf'href="({pattern})"', page)


def listed(query: str = "") -> list[str]:
    """Return the names in the list of topics, with how many essays each has."""
    page = text_of(Client().get(f"/topics/{query}"))
    return re.findall(r"(\S+) (\d+) essays?, the latest", page)


def test_all_topics_stand_in_one_list_with_their_latest_essay() -> None:
    alice, bob = person("alice"), person("bob")
    publish(alice, "First", topics="ai, reading")
    latest = publish(bob, "Second & last", topics="ai")
    assert listed() == [("ai", "2"), ("reading", "1")]
    page = Client().get("/topics/").content.decode()
    assert f'href="{latest.get_absolute_url()}"><bdi>Second &amp; last</bdi>' in page
    assert "/topics/" in links(Client().get("/").content.decode(), '[^"]*')


def test_only_what_everybody_may_read_is_counted() -> None:
    alice = person("alice")
    publish(alice, "Shown", topics="ai")
    hidden = publish(alice, "Gone", topics="ai, secret")
    Post.objects.filter(pk=hidden.pk).update(state=State.HIDDEN)
    draft = {"title": "Draft", "body": "Text.", "topics": "ai, later", "draft": "1"}
    browser_of(alice).post("/posts/new/", draft)
    for client in (Client(), browser_of(alice)):
        assert "1 essay, the latest: Shown" in text_of(client.get("/topics/"))
        assert client.get("/topics/secret/").status_code == 404
        assert client.get("/topics/later/").status_code == 404
    assert listed() == [("ai", "1")]
    page = Client().get("/topics/ai/").content.decode()
    assert "Shown" in page and "Gone" not in page and "Draft" not in page


def test_a_topic_of_merged_essays_alone_is_none() -> None:
    mina, merged = moderator(), publish(person("alice"), "One", topics="lonely")
    into = publish(person("bob"), "Two", topics="ai")
    assert "/topics/lonely/" in links(Client().get("/").content.decode(), '[^"]*')
    sent = {"into": into.pk, "reason": "The same."}
    assert browser_of(mina).post(f"/posts/{merged.pk}/merge/", sent).status_code == 302
    for address in ("/topics/lonely/", "/topics/lonely/card/", "/feeds/tags/lonely/"):
        assert Client().get(address).status_code == 404
    for address in ("/", "/?tag=lonely", "/topics/"):
        found = links(Client().get(address).content.decode(), '[^"]*(?:topics|tags)/[^"]*')
        assert not any("lonely" in each for each in found), address


def test_a_topic_is_found_by_a_part_of_its_name() -> None:
    alice = person("alice")
    for name in ("machine-learning", "learning", "разум", "100%"):
        publish(alice, "Essay", topics=name)
    assert [name for name, _ in listed("?q=LEARN")] == ["learning", "machine-learning"]
    assert [name for name, _ in listed("?q=АЗУ")] == ["разум"]
    assert [name for name, _ in listed("?q=%25")] == ["100%"]
    none = Client().get("/topics/?q=<owls>")
    assert "No topic has “<owls>” in its name" in text_of(none) and b"<owls>" not in none.content
    assert Client().get("/topics/", {"q": "\0" * 3 + "x" * 5000}).status_code == 200


def test_a_topics_page_sorts_its_essays_and_has_a_feed() -> None:
    alice = person("alice")
    old = publish(alice, "Old", topics="ai")
    publish(alice, "New", topics="ai")
    publish(alice, "Elsewhere", topics="reading")
    bob = browser_of(person("bob"))
    bob.post(f"/posts/{old.pk}/reply/", {"body": "A reply."})

    def order(query: str) -> list[str]:
        page = Client().get(f"/topics/ai/{query}").content.decode()
        return re.findall(r'<h2><a href="/posts/\d+/(\w+)/', page)

    assert order("") == ["old", "new"] and order("?sort=new") == ["new", "old"]
    assert order("?sort=unanswered") == ["new"] and order("?sort=nonsense") == ["old", "new"]
    page = Client().get("/topics/ai/").content.decode()
    assert page.count('href="/feeds/tags/ai/"') == 2, "a link, and for programs"
    assert Client().get("/topics/ai/?page=2").status_code == 404


def test_essays_and_lists_lead_to_the_pages_of_their_topics() -> None:
    essay = publish(person("alice"), topics="free will, разум")
    free, mind = "/topics/free-will/", f"/topics/{quote('разум')}/"
    for url in ("/", essay.get_absolute_url()):
        page = Client().get(url).content.decode()
        assert links(page, '/topics/[^"]+') == [free, mind] * (2 if url == "/" else 1)
    assert Client().get(mind).status_code == 200
    narrowed = Client().get("/?tag=free+will").content.decode()
    assert essay.title in narrowed and free in links(narrowed, '[^"]*')
    feed = Client().get("/feeds/tags/free-will/").content.decode()
    assert f'href="http://testserver{free}"' in feed


def test_a_topic_of_signs_alone_is_a_list_of_posts() -> None:
    essay = publish(person("alice"), topics="?!")
    page = Client().get(essay.get_absolute_url()).content.decode()
    (url,) = links(page, r"/\?tag=[^\"]+")
    assert essay.title in text_of(Client().get(url))
    assert listed() == [("?!", "1")]


@pytest.mark.counts
@pytest.mark.parametrize("essays", [3, 60])
def test_the_list_asks_as_often_however_much_there_is(
    essays: int, django_assert_num_queries: Callable
) -> None:
    alice = person("alice", role="moderator")
    for number in range(essays):
        publish(alice, f"Essay {number}", topics=f"all, t{number}")
    for url, count in (("/topics/", 2), ("/topics/?q=t", 2), ("/topics/all/", 5)):
        page_cache.clear()
        with django_assert_num_queries(count, info=url):
            assert Client().get(url).status_code == 200
