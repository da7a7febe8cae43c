"""A critique goes out in five formats: the same bytes by address and by command."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError
from django.test import Client
from django.utils import translation

from forum.actions.changes import withdraw_post, withdraw_reply
from forum.models import Post
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, publish
from tests.worlds.big_post import big_post
from tests.worlds.whole_critique import by_command, essay
from transfer.documents.formats import FORMATS, SUFFIXES, Format
from web.dates import day
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("out", FORMATS, ids=lambda each: each.name)
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "argdown": "text/vnd.argdown; charset=utf-8",
    "jsonld": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "json": "application/json",
}
assert TYPES.keys() == SUFFIXES.keys()
# Queries of each for up to a hundred objections and 500 replies; and for each hundred more of an
# essay that was never revised.
QUERIES = {"md": 15, "csv": 9, "argdown": 11, "jsonld": 5, "json": 23}
EACH_HUNDRED = {"md": 4, "csv": 4, "argdown": 4, "jsonld": 0, "json": 6}


def address(post: Post, suffix: str) -> str:
    return f"/posts/{post.pk}/critique.{suffix}"


@EACH
@time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
def test_the_address_and_the_command_give_the_same_bytes(out: Format) -> None:
    post = essay()
    # Who asks, and where their days begin, changes nothing.
    far = person("far", timezone="Pacific/Kiritimati")
    for client in (Client(), browser_of(moderator()), browser_of(post.author), browser_of(far)):
        response = client.get(address(post, out.suffix))
        assert response.content == by_command(post, out.name)
    assert by_command(post, out.name, base="http://testserver/") == response.content


@EACH
@time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
@pytest.mark.usefixtures("german")
def test_a_file_is_in_english_whoever_asks(out: Format) -> None:
    post = essay()
    page_cache.clear()
    assert day(datetime(2026, 3, 1, tzinfo=UTC)) == "1. März"
    sent = Client().get(address(post, out.suffix)).content.decode()
    with translation.override("en-gb"):
        assert sent == by_command(post, out.name).decode()


@EACH
def test_a_file_says_what_it_is(out: Format) -> None:
    post = essay()
    response = Client().get(address(post, out.suffix))
    assert response.headers["Content-Type"] == TYPES[out.suffix]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    kind, _, name = response.headers["Content-Disposition"].partition("; ")
    assert kind in ("inline", "attachment")
    assert name == f'filename="post-{post.pk}-critique.{out.suffix}"'
    assert response.content.decode().endswith("\n")


@EACH
def test_without_an_address_paths_begin_with_a_slash(out: Format) -> None:
    post = essay()
    assert "http://testserver" not in by_command(post, out.name, base="").decode()
    if out.name != "json":
        assert f"/posts/{post.pk}/" in by_command(post, out.name, base="").decode()


@EACH
def test_what_the_public_does_not_know_of_is_not_there(out: Format) -> None:
    post = essay()
    hide(moderator=moderator(), post_id=post.pk, reason="A reason")
    assert browser_of(post.author).get(address(post, out.suffix)).status_code == 404
    with pytest.raises(CommandError, match=f"^There is no public post {post.pk}.$"):
        by_command(post, out.name)
    assert Client().get(f"/posts/{10**6}/critique.{out.suffix}").status_code == 404


def test_a_withdrawn_essay_keeps_its_critique() -> None:
    post = essay()
    withdraw_post(author=post.author, post_id=post.pk)
    for suffix in SUFFIXES.keys() - {"json"}:
        text = Client().get(address(post, suffix)).content.decode()
        assert "One thing after another" not in text and "one thing after another" not in text
        assert "A withdrawn essay" in text or suffix == "csv"
        assert "It is not new" in text or suffix == "jsonld"
    # The discussion file has no form for an essay without its text.
    assert Client().get(address(post, "json")).status_code == 404
    page = Client().get(f"/posts/{post.pk}/critique/").content.decode()
    assert "critique.md" in page and "critique.json&quot;" not in page
    assert f'"/posts/{post.pk}/critique.json"' not in page


@EACH
def test_what_is_hidden_taken_back_or_struck_does_not_go_out(out: Format) -> None:
    post = essay()
    mina = moderator()
    replies = post.replies.filter(created_at__lte=datetime(2026, 1, 2, 9, 3, tzinfo=UTC))
    taken = post.objections.get(number=6).raised_in
    for reply in replies:
        hide(moderator=mina, reply_id=reply.pk, reason="A reason")
    withdraw_reply(author=taken.author, reply_id=taken.pk)
    text = Client().get(address(post, out.suffix)).content.decode()
    for words in ("does not follow", "too short", "Nonsense"):
        assert words not in text
    assert "In Carol’s words {" not in text, "her wording of the first"
    for number in (1, 2, 3, 9):
        assert f"says in reply {number}." not in text
    assert "never said" not in text, "the passage of what was taken back"
    assert "It is not new" in text or out.suffix == "jsonld"


@pytest.mark.parametrize(("size", "tagged"), [(8, 32), (80, 320), (240, 480)])
def test_queries_grow_by_hundreds(
    size: int, tagged: int, django_assert_num_queries: Callable
) -> None:
    post = big_post(size, tagged)
    more = size // 100
    for suffix, count in QUERIES.items():
        with django_assert_num_queries(count + more * EACH_HUNDRED[suffix], info=suffix):
            assert Client().get(address(post, suffix)).status_code == 200


def test_every_format_is_offered_on_the_summary() -> None:
    post = essay()
    page = Client().get(f"/posts/{post.pk}/critique/").content.decode()
    for suffix, kind in TYPES.items():
        assert page.count(f'href="{address(post, suffix)}"') == 2
        kind = kind.partition(";")[0]
        assert f'<link rel="alternate" type="{kind}" href="{address(post, suffix)}">' in page


@EACH
def test_an_essay_that_nobody_objected_to_goes_out_too(out: Format) -> None:
    post = publish(person("ann"))
    answer(person("ben"), post, "Well said.")
    response = Client().get(address(post, out.suffix))
    assert response.status_code == 200
    assert response.content == by_command(post, out.name)
