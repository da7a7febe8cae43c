"""Somebody follows the site in a feed reader: it gets whole texts, and each of them once."""

from collections.abc import Callable
from gzip import decompress
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from feeds.absolute import absolute
from forum.models import Post, Reply
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, publish
from tests.journeys.feeds.reader import SITE, alternates, read
from tests.worlds.made import parts
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

ESSAY = """\
## Why

See [above](#why), [the log](/moderation/log/) and [elsewhere](https://example.org/).[^1] It is
$x^2$, & so <on>.

[^1]: A note.
"""


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """An essay on checks, what Bob and Carol said of it, and another essay."""
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Twenty <checks>", ESSAY, topics="checks", in_short="They suffice.")
    reply = answer(bob, essay, "a) Twenty checks are twenty too many.\n\nb) And \x0b one more.")
    answer(person("carol"), essay, "Not to me.", reply)
    publish(bob, "Another", "On something else.")
    return {"essay": essay, "reply": reply, "alice": alice, "bob": bob}


essay, reply, alice, bob = parts("essay reply alice bob")


def feeds_of(essay: Post) -> list[str]:
    return ["/feeds/posts/", f"/feeds/posts/{essay.pk}/", "/feeds/tags/checks/", "/feeds/u/bob/"]


def critique_feed_of(essay: Post) -> str:
    return f"/feeds/posts/{essay.pk}/critique/"


def entries(url: str) -> dict[str, Any]:
    """Return the entries of a feed by their titles."""
    return {each.title: each for each in read(url).entries}


def test_a_reader_gets_the_whole_of_what_was_said(essay: Post, reply: Reply) -> None:
    site, thread, topic, bobs = map(read, feeds_of(essay))
    titles = [[each.title for each in feed.entries] for feed in (site, thread, topic, bobs)]
    objects = "Bob: a) Twenty checks are twenty too many. b) And one more."
    assert titles == [
        ["Another", "Twenty <checks>"],
        ["Twenty <checks>", "Carol: Not to me.", objects],
        ["Twenty <checks>"],
        ["Another", objects],
    ]
    # Wherever it is read it is the same.
    (first,) = {str(f.entries[n]) for f, n in ((site, 1), (thread, 0), (topic, 0))}
    text = thread.entries[0]
    assert str(text) == first and text.summary == "They suffice."
    assert [tag.term for tag in text.tags] == ["checks"] and text.author == "Alice"
    here = f"{SITE}{essay.get_absolute_url()}"
    html = text.content[0].value
    assert text.link == here and f'href="{SITE}/moderation/log/"' in html
    assert f'href="{here}#post-{essay.pk}--why"' in html and 'href="https://example.org/"' in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    answered = bobs.entries[1]
    assert answered.link == f"{SITE}/replies/{reply.pk}/#reply-{reply.pk}"
    assert f'On <a href="{here}">Twenty &lt;checks&gt;</a>' in answered.content[0].value


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/a?b&amp;c">', '<a href="https://f/a?b&amp;c">'),
        ('<a href="#n">', '<a href="https://f/p/#n">'),
        ('<a href="//b/">', '<a href="//b/">'),
        ('<a href="mailto:a@b">', '<a href="mailto:a@b">'),
        (
            '<img src="/i" srcset="/a 1w, /b 2w">',
            '<img src="https://f/i" srcset="https://f/a 1w, https://f/b 2w">',
        ),
        ('<a title=" href=" href="/a">', '<a title=" href=" href="https://f/a">'),
        ('<p>Say href="/a".</p>', '<p>Say href="/a".</p>'),
    ],
)
def test_addresses_are_whole(html: str, expected: str) -> None:
    assert absolute(html, "https://f", "/p/") == expected


def change(essay: Post, **fields: str) -> Post:
    essay.refresh_from_db()
    sent = {"title": essay.title, "body": essay.body, "topics": "checks", "note": ""}
    sent |= {"base_revision": str(essay.revision), **fields}
    response = browser_of(essay.author).post(f"/posts/{essay.pk}/edit/", sent)
    assert response.status_code == 302
    essay.refresh_from_db()
    return essay


def test_an_entry_is_shown_again_when_its_author_says_that_it_changed(
    essay: Post, reply: Reply, alice: User, bob: User
) -> None:
    url = f"/feeds/posts/{essay.pk}/"
    before = read(url).entries
    change(essay, title="Twenty-one", body=f"{essay.body}\nA word put right.")
    browser_of(bob).post(f"/replies/{reply.pk}/edit/", {"body": "a) Anew.", "base_revision": "1"})
    after = read(url).entries
    assert [e.id for e in after] == [e.id for e in before]
    assert [e.updated for e in after] == [e.updated for e in before]
    assert after[0].link == f"{SITE}/posts/{essay.pk}/twenty-one/" != before[0].link
    assert "A word put right." in after[0].content[0].value and after[2].title == "Bob: a) Anew."
    change(essay, body=f"{essay.body}\nAnd another claim.", substantive="on")
    last = read(url).entries
    assert last[0].updated > last[0].published == before[0].published
    assert (
        last[0].id == before[0].id and last[0].updated == read("/feeds/posts/").entries[1].updated
    )


def test_an_id_is_the_same_under_each_name_of_the_site(essay: Post, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "moved.example"]
    url = f"/feeds/posts/{essay.pk}/"
    moved = Client(headers={"host": "moved.example"}).get(url).content.decode()
    assert moved.replace("moved.example", "testserver") == Client().get(url).content.decode()
    assert "moved.example" in moved


def withdrawn(reply: Reply) -> None:
    browser_of(reply.author).post(f"/replies/{reply.pk}/withdraw/")


def removed(reply: Reply) -> None:
    hide(moderator=moderator(), reply_id=reply.pk, reason="Rude")


def held(reply: Reply) -> None:
    Reply.objects.filter(pk=reply.pk).update(state="pending")
    answer(reply.author, reply.post, "A later one.")


@pytest.mark.parametrize("gone", [withdrawn, removed, held])
def test_what_is_gone_is_in_no_feed(
    essay: Post, reply: Reply, gone: Callable[[Reply], None]
) -> None:
    urls = [f"/feeds/posts/{essay.pk}/", "/feeds/u/bob/"]
    assert all(any("too many" in title for title in entries(url)) for url in urls)
    gone(reply)
    assert not any("too many" in Client().get(url).content.decode() for url in urls)
    assert "Carol: Not to me." in entries(urls[0])


def test_an_essay_that_is_gone_takes_its_feeds_along(essay: Post) -> None:
    site, thread, topic, bobs = feeds_of(essay)
    browser_of(essay.author).post(f"/posts/{essay.pk}/withdraw/")
    # Its thread stays, as on its page.
    for url in (site, thread, bobs):
        assert entries(url) and "lt;checks" not in Client().get(url).content.decode(), url
    assert read(thread).feed.title == "“A withdrawn essay” and its replies · Rejoinder"
    assert Client().get(topic).status_code == Client().get("/feeds/tags/none/").status_code == 404
    hide(moderator=moderator(), post_id=Post.objects.get(title="Another").pk, reason="Copied")
    assert read(site).entries == [] and read("/feeds/u/alice/").entries == []
    assert Client().get("/feeds/u/nobody/").status_code == 404
    assert Client().get("/feeds/posts/999999/").status_code == 404


def test_a_reader_that_asks_again_costs_one_query(
    essay: Post, reply: Reply, django_assert_num_queries: Callable
) -> None:
    for url in [*feeds_of(essay), critique_feed_of(essay)]:
        first = Client().get(url)
        assert first.headers["Cache-Control"] == "public, no-cache"
        assert first.headers["ETag"].startswith("W/") and "Last-Modified" in first.headers
        page_cache.clear()
        with django_assert_num_queries(100):
            for _ in range(100):
                again = Client().get(url, headers={"If-None-Match": first.headers["ETag"]})
                assert (again.status_code, again.content) == (304, b"")
        # What is gone since changes no moment: nobody goes on showing it by that alone.
        since = {"If-Modified-Since": first.headers["Last-Modified"]}
        anew = Client().get(url, headers=since)
        assert (anew.status_code, anew.content) == (200, first.content), "the same bytes, too"
        with django_assert_num_queries(1):
            assert Client().get(url).content == first.content, "it is kept"
        answer(essay.author, essay, "One thing more.", reply)
        had = {"If-None-Match": first.headers["ETag"]}
        assert Client().get(url, headers=had).status_code == 200, "its essay’s mark is another"


def test_a_feed_is_the_publics_for_everybody(essay: Post, reply: Reply, bob: User) -> None:
    withdrawn(reply)
    url = f"/feeds/posts/{essay.pk}/"
    own = browser_of(bob).get(url)
    assert own.content == Client().get(url).content
    assert own.headers["Cache-Control"] == "no-cache, private"
    packed = Client().get(url, headers={"Accept-Encoding": "gzip"})
    assert decompress(packed.content) == own.content
    assert packed.headers["X-Robots-Tag"] == "noindex"


def test_what_is_very_long_is_sent_in_part(essay: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"/feeds/posts/{essay.pk}/"
    monkeypatch.setattr("feeds.entries.WHOLE", len(read(url).entries[0].content[0].value) + 200)
    page_cache.clear()
    assert list(entries(url)) == [
        "Twenty <checks>",
        "Carol: Not to me.",
    ]
    monkeypatch.setattr("feeds.entries.WHOLE", 1)
    page_cache.clear()
    assert list(entries(url)) == ["Twenty <checks>"]


def test_browsers_and_readers_find_the_feeds(essay: Post) -> None:
    site, thread, topic, bobs = feeds_of(essay)
    pages = ["/", essay.get_absolute_url(), "/?tag=checks", "/u/bob/"]
    assert [list(alternates(url)) for url in pages] == [[site], [thread], [topic], [bobs]]
    assert list(alternates("/?tag=none")) == []


def test_topics_in_any_script_have_a_feed(alice: User) -> None:
    publish(alice, "Proofs", topics="доказательства")
    (url,) = alternates("/?tag=доказательства")
    assert read(url).feed.title == "доказательства · Rejoinder"
