"""Finding texts and people, as one does it on the page."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.actions.leaving import leave
from forum.actions.replies import post_reply
from forum.models import Post
from search.models import IndexEntry
from search.ranking import BLOCK
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db
FOUND = re.compile(r'<li class="found" data-found="(\w+)">')


def search(typed: str, client: Client | None = None, **more: str) -> str:
    """Return the page of what is found."""
    response = (client or Client()).get("/search/", {"q": typed, **more})
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def found(typed: str, client: Client | None = None, **more: str) -> list[str]:
    """Return the kinds of what is found, in order."""
    return FOUND.findall(search(typed, client, **more))


def test_what_is_found_says_what_it_is_and_leads_there() -> None:
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Open <agency>", "Parts of a mind & their owners.", topics="ai, minds")
    reply = answer(bob, essay, "a) A mind has no parts & <b>no owners</b>.")
    place(bob, reply)
    page = search("mind")
    assert FOUND.findall(page) == ["objection", "reply", "essay"]
    assert f'href="/replies/{reply.pk}/#reply-{reply.pk}"' in page
    assert f'href="/posts/{essay.pk}/objections/1/"' in page and 'data-status="open"' in page
    assert f'href="{essay.get_absolute_url()}"' in page and "Open &lt;agency&gt;" in page
    assert "Parts of a <mark>mind</mark> &amp; their owners." in page
    assert "<title>Search: mind · Rejoinder</title>" in page
    people = text_of(Client().get("/search/", {"q": "bob"}))
    assert "1 found." in people and "bob, here since" in people
    # By essay, each text beneath the one it belongs to.
    by_essay = search("mind", **{"as": "threads"})
    assert by_essay.count('class="search__essay"') == 1
    assert sorted(FOUND.findall(by_essay)) == ["essay", "objection", "reply"]


def test_each_part_that_was_understood_can_be_taken_off() -> None:
    publish(person("alice"), "One", "Some words.", topics="ai")
    page = search('"some words" topic:ai -other <b>', **{"as": "threads"})
    parts = re.findall(r'<a class="search__part" href="([^"]+)"[^>]*><bdi>(.*?)</bdi>', page)
    assert [words for _, words in parts] == [
        "“some words”",
        "about ai",
        "not “other”",
        "“&lt;b&gt;”",
    ]
    assert parts[1][0] == "/search/?q=%22some+words%22+-other+%3Cb%3E&amp;as=threads"
    assert "Nothing found." in page
    assert found('"some words" topic:ai -other') == ["essay"]


def test_without_words_it_says_what_can_be_looked_for() -> None:
    for typed in ("", " ", "🙂", '"'):
        page = search(typed)
        assert "status:open" in page and FOUND.findall(page) == []
        assert ("There is no word in this" in page) == bool(typed.strip())
    assert 'action="/search/"' in Client().get("/").content.decode(), "a field on every page"
    assert 'href="/search/"' in Client().get("/no/such/page/").content.decode()


def test_the_index_follows_what_people_do() -> None:
    alice, bob, mina = person("alice"), person("bob"), moderator()
    essay = publish(alice, "Former title", "Former words.")
    reply = answer(bob, essay, "Former answer.")
    assert found("former") == ["essay", "reply"]
    change = {"title": "Later title", "body": "Later words.", "base_revision": "1"}
    browser_of(alice).post(f"/posts/{essay.pk}/edit/", change)
    change = {"body": "Later answer.", "base_revision": "1"}
    browser_of(bob).post(f"/replies/{reply.pk}/edit/", change)
    assert (found("former"), found("later")) == ([], ["essay", "reply"])
    browser_of(mina).post(f"/replies/{reply.pk}/hide/", {"reason": "Why."})
    assert found("later") == ["essay"]
    assert found("later", browser_of(bob)) == ["essay", "reply"], "his own, as his page shows it"
    assert "removed by moderators" in search("later", browser_of(mina))
    browser_of(mina).post(f"/replies/{reply.pk}/restore/", {"reason": "Why."})
    leave(user=bob, withdraw=True)
    assert (found("later"), found("bob")) == (["essay"], [])
    browser_of(alice).post(f"/posts/{essay.pk}/withdraw/")
    assert found("later") == found("alice") == []


def test_pages_end_and_repeat_nothing(django_assert_num_queries) -> None:
    """Whatever is written meanwhile; more than are ranked at once."""
    alice = person("alice")
    essay = publish(alice, "Counting", "An essay.")
    rows = [
        IndexEntry(kind="reply", of=n, said_at=essay.created_at, text="", words=" word ")
        for n in range(10**6, 10**6 + BLOCK)
    ]
    # Of no texts: nobody finds them, and they cost as much as others.
    IndexEntry.objects.bulk_create(rows)
    written = [
        post_reply(author=alice, post_id=essay.pk, parent_id=None, body=f"Word {n}.").pk
        for n in range(45)
    ]
    seen: list[int] = []
    url = "/search/?q=word"
    while url:
        page = Client().get(url).content.decode()
        assert "45 found." in page or seen
        seen += map(int, re.findall(r'href="/replies/\d+/#reply-(\d+)"', page))
        post_reply(author=alice, post_id=essay.pk, parent_id=None, body="A word meanwhile.")
        older = re.search(r'href="([^"]+)" rel="next"', page)
        url = older[1].replace("&amp;", "&") if older else ""
    assert seen == written[::-1]


def test_topics_and_people_are_offered() -> None:
    publish(person("alice"), "One", topics="alignment, two words")
    person("alina")
    draft = {"title": "Draft", "body": "Text.", "topics": "altogether", "draft": "1"}
    browser_of(person("bob")).post("/posts/new/", draft)

    def offered(typed: str) -> list[str]:
        answered = Client().get("/search/suggestions/", {"q": typed})
        return [each["insert"] for each in answered.json()["found"]]

    assert offered("al") == ["topic:alignment", "author:alice"], "who has said something"
    assert offered("author:al") == ["author:alice"]
    assert offered("topic:tw") == ['topic:"two words"']
    for nothing in ("", "a", "bo", "x" * 1000, "\0", "%", "author:"):
        assert offered(nothing) == []


def test_it_is_made_anew_of_the_texts(capsys) -> None:
    essay = publish(person("alice"), "One", "Some words.")
    answer(person("bob"), essay, "Other words.")
    entries = list(IndexEntry.objects.order_by("kind", "of").values("kind", "of", "text", "words"))
    call_command("rebuild_search", "--check")
    IndexEntry.objects.filter(kind="reply").update(text="Wrong", words=" wrong ")
    IndexEntry.objects.filter(kind="essay").delete()
    IndexEntry.objects.create(kind="reply", of=10**6, said_at=essay.created_at)
    with pytest.raises(SystemExit):
        call_command("rebuild_search", "--check")
    assert len(capsys.readouterr().out.splitlines()) == 4
    call_command("rebuild_search")
    assert "In the index: 4 texts." in capsys.readouterr().out
    anew = IndexEntry.objects.order_by("kind", "of").values("kind", "of", "text", "words")
    assert list(anew) == entries
    assert found("words") == ["reply", "essay"] and found("wrong") == []
    call_command("rebuild_search", "--check")


def test_titles_stand_before_newer_mentions() -> None:
    """However many mention it since."""
    alice = person("alice")
    publish(alice, "Photosynthesis", "What leaves do.")
    other = publish(alice, "Other", "Nothing of it.")
    for n in range(3):
        post_reply(author=alice, post_id=other.pk, parent_id=None, body=f"{n}: photosynthesis.")
    assert found("photosynthesis") == ["essay", "reply", "reply", "reply"]
    assert Post.objects.count() == 2


def test_whoever_asks_for_a_topic_is_led_to_its_page() -> None:
    publish(person("alice"), "One", topics="free will")
    led = 'href="/topics/free-will/"'
    for asked, leads in (
        ('topic:"free will"', True),
        ('-topic:"free will" one', False),
        ("topic:x", False),
    ):
        page = Client().get("/search/", {"q": asked}).content.decode()
        assert (led in page) == leads, asked
