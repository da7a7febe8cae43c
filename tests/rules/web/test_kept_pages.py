"""What is kept of printed pages: each thing once, nothing that was made up, nothing of others."""

import re
from secrets import token_hex

import pytest
from django.db import connection, transaction
from django.test import Client

from forum.models import Post, Reply
from forum.sql import RandomUUID
from tests.cast import answer, browser_of, person, publish
from web.page_cache import LARGEST, PageCache, page_cache

pytestmark = pytest.mark.django_db

ROOTS = 190
OWN = re.compile(r'name="(?:csrfmiddlewaretoken|token)" value="([^"]+)"')
Kept = dict[str, str]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """All that was ever kept, by its key."""
    everything: Kept = {}
    put = PageCache.put_bytes

    def noted(self: PageCache, key: str, data: bytes, *seconds: int) -> None:
        everything[key] = data.decode()
        put(self, key, data, *seconds)

    monkeypatch.setattr(PageCache, "put_bytes", noted)
    return everything


def long_thread(roots: int = 2 * ROOTS + 1) -> Post:
    """An essay whose thread has three pages."""
    post = publish(person("alice"), in_short="What it claims.", body="The essay’s own words.")
    first = answer(person("bob"), post, "Reply 0.")
    fields = {
        each.attname: getattr(first, each.attname)
        for each in Reply._meta.concrete_fields
        if each.attname not in ("id", "tree_id", "html", "token")
    }
    Reply.objects.bulk_create(
        Reply(**fields, tree_id=first.tree_id + n, html=f"<p>Reply {n}.</p>")
        for n in range(1, roots)
    )
    return post


def test_an_essay_is_kept_once_and_each_page_by_itself(kept: Kept) -> None:
    post = long_thread()
    for sort in ("oldest", "newest"):
        for page in (1, 2, 3):
            url = f"{post.get_absolute_url()}?sort={sort}&page={page}"
            cold, warm = Client().get(url), Client().get(url)
            assert cold.status_code == 200 and warm.content == cold.content
            assert "The essay’s own words." in cold.content.decode()
    texts = list(kept.values())
    assert sum("The essay’s own words." in text for text in texts) == 1
    for n in (0, ROOTS, 2 * ROOTS):
        assert sum(f"<p>Reply {n}.</p>" in text for text in texts) == 2, "once in each order"
    assert len(texts) == 1 + 1 + 2 * 3, "the frame, the essay, and pages in each order"


def test_security_47_nobody_makes_up_what_is_kept(kept: Kept) -> None:
    """However an essay is asked for, no more is kept of it than there is."""
    post = publish(person("alice"))
    url = post.get_absolute_url()
    for page in ("", "1", "01", "2", "459", "999999", "-1", "abc", "٣", "1e3"):
        for sort in ("", "oldest", "newest", "top", "NEWEST", "newest\x00", "x" * 900, "1"):
            Client().get(url, {"page": page, "sort": sort, "posted": "1", "other": sort})
    parts = sorted(key.partition(":")[0] for key in kept)
    orders = ["branches"] * 3
    assert parts == [*orders, "essay", "frame"]


def test_nothing_kept_is_one_members_own(kept: Kept) -> None:
    """They share a page: neither a name nor a token of theirs is in what is kept of it."""
    post, readers = publish(person("alice")), [person("erin"), person("frank")]
    seen: set[str] = set()
    for reader in readers:
        page = browser_of(reader).get(post.get_absolute_url()).content.decode()
        own = {reader.username, *OWN.findall(page)}
        assert len(own) == 3 and all(each in page for each in own)
        assert not any(each in text for each in own for text in kept.values())
        assert not own & seen
        seen |= own
    assert sorted(key.partition(":")[0] for key in kept) == ["branches", "essay", "member"]


def test_what_is_very_large_is_not_kept() -> None:
    noise = token_hex(LARGEST)
    page_cache.put("small", "Zeichen ✓ " * 100_000)
    page_cache.put("large", noise)
    assert page_cache.get("small", "large") == {"small": "Zeichen ✓ " * 100_000}


@pytest.mark.postgres
def test_security_47_a_copy_that_went_on_by_itself_shares_nothing(kept: Kept) -> None:
    """The versions are the same again, and all of it was kept in one cache."""
    post, bob = publish(person("alice")), person("bob")

    def read() -> str:
        return Client().get(post.get_absolute_url()).content.decode()

    before, versions = read(), []
    for words in ("As the source went on.", "As the copy went on.", "As another went on."):
        with transaction.atomic():
            answer(bob, post, words)
            assert words in read() and read().count("went on.") == 1
            versions.append(Post.objects.get(pk=post.pk).version)
            # The database is as it was when it was copied.
            transaction.set_rollback(True)
        assert read() == before
    assert len(set(versions)) == 1
    assert len(kept) == 3 * (1 + len(versions))


@pytest.mark.postgres
def test_the_database_makes_stamps_too() -> None:
    """For rows that were there before, and for code that knows of none."""
    alice = person("alice")
    one, other = publish(alice, "One"), publish(alice, "Other")
    before = {post.stamp for post in (one, other)}
    assert Post.objects.update(stamp=RandomUUID()) == 2
    after = set(Post.objects.values_list("stamp", flat=True))
    assert len(after) == 2 and not after & before
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "forum_post")
    assert next(each.default for each in columns if each.name == "stamp")
