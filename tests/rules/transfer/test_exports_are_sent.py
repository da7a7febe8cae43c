"""A file is whole, takes little memory however large it is, and is made once for what it says."""

import gc
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.actions.changes import edit_reply
from forum.models import Post, Reply
from moderation.actions.removals import hide
from tests.cast import answer, moderator, person, publish
from tests.worlds.whole_critique import by_command, essay
from transfer import views
from transfer.documents.formats import FORMATS, Format
from transfer.export import replies as exported_replies
from web.page_cache import LARGEST

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EACH = pytest.mark.parametrize("out", FORMATS, ids=lambda each: each.name)


def address(post: Post, suffix: str = "json") -> str:
    return f"/posts/{post.pk}/critique.{suffix}"


def thread(replies: int, *, name: str = "alice", text: str = "word " * 400) -> Post:
    """An essay with that many replies of two kilobytes."""
    post = publish(person(name))
    first = answer(person(f"{name}-critic"), post, text)
    fields = {
        each.attname: getattr(first, each.attname)
        for each in Reply._meta.concrete_fields
        if each.attname not in ("id", "tree_id", "token")
    }
    Reply.objects.bulk_create(
        [Reply(**fields, tree_id=post.pk * 1_000_000 + n) for n in range(1, replies)],
        batch_size=500,
    )
    return post


def most_memory(post: Post) -> int:
    """Return how many bytes are in use at most while its discussion is made and sent."""
    gc.collect()
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # what is garbage is found as soon as on a site
    tracemalloc.start()
    try:
        response = Client().get(address(post))
        assert response.status_code == 200
        sent = sum(map(len, response))  # which closes it
        assert sent > 1_500 * post.replies.count()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*usual)


def test_security_45_memory_does_not_grow_with_the_discussion(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told with a tenth: of a batch, of what is sent from memory, and of replies."""
    monkeypatch.setattr(exported_replies, "BATCH", 50)
    monkeypatch.setattr(views, "LARGEST", LARGEST // 10)
    small, large = thread(100, name="ann"), thread(800, name="ben")
    most_memory(small)  # what is imported and kept for good is no part of it
    assert most_memory(large) < 3 * most_memory(small)


def test_a_large_file_comes_from_the_disk_with_its_length() -> None:
    post = thread(600)
    response = Client().get(address(post))
    assert response.streaming
    content = response.getvalue()
    assert content == by_command(post, "json")
    assert int(response["Content-Length"]) == len(content) > LARGEST


@EACH
def test_what_somebody_has_is_not_made_again(
    out: Format, django_assert_num_queries: Callable
) -> None:
    post, client = essay(), Client()
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        first = client.get(address(post, out.suffix))
        etag = {"if-none-match": first["ETag"]}
        with django_assert_num_queries(1):
            again = client.get(address(post, out.suffix), headers=etag)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        with django_assert_num_queries(1):
            head = client.head(address(post, out.suffix))
        assert (head.status_code, head.getvalue()) == (200, b"")
        assert "Content-Length" not in head
        for name in ("ETag", "Content-Type", "Content-Disposition"):
            assert head[name] == first[name]
        with django_assert_num_queries(1):
            assert client.get(address(post, out.suffix)).content == first.content
        answer(person("erin"), post, "Another word.")
        assert client.get(address(post, out.suffix), headers=etag).status_code == 200
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
        assert client.get(address(post, out.suffix), headers=etag).status_code == 200


@EACH
def test_security_48_what_was_hidden_is_not_confirmed_to_who_has_it(out: Format) -> None:
    post = essay()
    etag = Client().get(address(post, out.suffix))["ETag"]
    hide(moderator=moderator(), post_id=post.pk, reason="A reason")
    for tags in (etag, "*"):
        asked = {"headers": {"if-none-match": tags}}
        assert Client().get(address(post, out.suffix), **asked).status_code == 404
        assert Client().head(address(post, out.suffix), **asked).status_code == 404


def test_nobody_makes_up_what_is_kept(settings) -> None:
    """Under a name or port that a visitor chose nothing is kept, and nothing kept is sent."""
    post = essay()
    settings.ALLOWED_HOSTS = ["testserver", ".example.org"]
    Client().get(address(post, "md"))
    for host in ("a.example.org", "b.example.org", "testserver:81"):
        page = Client().get(address(post, "md"), headers={"host": host}).content.decode()
        assert f"http://{host}/posts/" in page
        with CaptureQueriesContext(connection) as asked:
            Client().get(address(post, "md"), headers={"host": host})
        assert len(asked) > 1, "it was made anew"


@pytest.mark.django_db(transaction=True)
def test_a_file_is_of_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """While its second batch is read, somebody edits a reply and a moderator hides another."""
    post, mina = publish(person("alice")), moderator()
    bob = person("bob")
    replies = [answer(bob, post, f"Reply {n} as it was.") for n in range(4)]
    before, batches = by_command(post, "json"), exported_replies.batches
    assert before.decode().count("as it was.") == 4

    def meanwhile() -> None:
        try:
            edit_reply(author=bob, reply_id=replies[2].pk, body="Edited.", base_revision=1)
            hide(moderator=mina, reply_id=replies[3].pk, reason="A reason")
        finally:
            connections.close_all()

    def interrupted(rows: list, size: int):
        for n, batch in enumerate(batches(rows, 2)):
            if n == 1:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(meanwhile).result()
            yield batch

    monkeypatch.setattr(exported_replies, "batches", interrupted)
    response = Client().get(address(post))
    assert response.content == before
    monkeypatch.undo()
    after = Client().get(address(post))
    assert after.content.decode().count("as it was.") == 2
    assert after["ETag"] != response["ETag"]
