"""A statement that is kept answers as the query set does from which it was written."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Count, Model, QuerySet, Value
from django.test import Client

from accounts.models import User
from accounts.statements import MOST, Statement
from critiques.models import Objection
from critiques.pages.essay import readable_post
from critiques.record.insiders import sees_as_public
from forum.models import Post, Reply, State
from mail.outbox import put_notices
from moderation.actions.removals import hide
from notifications.audiences.people import Audience
from notifications.models import Notification
from notifications.words import Reason, Thing
from tests.cast import browser_of, person, publish
from tests.examples import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PEOPLE = (None, "alice", "bob", "mina")


def told(row: Any) -> Any:
    """Return all that was read of a row, with what was read beside it."""
    if not isinstance(row, Model):
        return row
    beside = {name: told(each) for name, each in row._state.fields_cache.items() if each}
    return type(row), {k: v for k, v in vars(row).items() if k != "_state"}, beside


def hide_some(posts: list[Post]) -> None:
    """Hide a reply of each essay that raised something, and one that did not."""
    mina = User.objects.get(username="mina")
    for post in posts:
        public = Reply.objects.filter(post=post, state=State.VISIBLE).order_by("-pk")
        for raised in (True, False):
            reply = public.filter(raised__isnull=not raised).first()
            hide(moderator=mina, reason="Why.", reply_id=reply.pk)


def addresses(posts: list[Post]) -> list[str]:
    """Return those of the essays, and of some of what was raised."""
    objections = Objection.objects.filter(post__in=[post.pk for post in posts]).order_by("pk")
    return [
        f"/images/{'0' * 32}/480.webp",
        *("/", "/?sort=new", "/?sort=unanswered", "/?sort=top"),
        *(post.get_absolute_url() for post in posts),
        *(f"{posts[0].get_absolute_url()}?sort={sort}" for sort in ("newest", "discussed", "top")),
        "/sitemap-1.xml",
        *(f"/search/?q={words}" for words in ("the", "in:essays", "in:people", "in:objections")),
        *(f"/posts/{post.pk}/critique/" for post in posts),
        *(
            f"/posts/{each.post_id}/objections/{each.number}/"
            for each in objections[:: examples(40, 8)]
        ),
    ]


def write_something(browser: Client, post: Post) -> None:
    """Answer an essay and a reply to it, and place the points of what was written."""
    answered = Reply.objects.filter(post=post, state=State.VISIBLE).earliest("pk")
    for parent in (None, answered.pk):
        sent = {"body": "a) First.\n\nb) Second.", "parent": parent or "", "token": str(uuid4())}
        assert browser.post(f"/posts/{post.pk}/reply/", sent).status_code == 302
        made = Reply.objects.latest("pk")
        assert made.parent_id == parent
        assert browser.post(f"/replies/{made.pk}/points/").status_code == 302


def mail_of_all_kinds() -> None:
    """Ask who wants mail of the last reply, as it would be asked for each reason."""
    people = list(User.objects.values_list("pk", flat=True))
    reply = Notification.objects.filter(thing=Thing.REPLY).latest("pk").number
    for reason in Reason:
        Notification.objects.filter(thing=Thing.REPLY, number=reply).update(reason=reason)
        put_notices(Audience(Thing.REPLY, reply, [(reason, people)]), people)


def test_each_statement_answers_as_its_query_set_does(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """For whoever asks, whatever is asked, and whoever asked before."""
    call_command("demo", stdout=StringIO())
    asked, found = set(), []
    rows = Statement.rows

    def compared(statement: Statement, viewer: Any, *ids: Any) -> list[Any]:
        kept = rows(statement, viewer, *ids)
        anew = statement.make(viewer if viewer and viewer.pk else None, *ids)
        # What is ordered alike a database may give in any order.
        assert sorted(map(repr, map(told, kept))) == sorted(map(repr, map(told, anew)))
        asked.add(statement)
        found.extend(kept)
        return kept

    monkeypatch.setattr(Statement, "rows", compared)
    by_raised = Post.objects.annotate(raised=Count("objections")).order_by("-raised", "pk")
    posts = list(by_raised[: examples(1, 3)])
    hide_some(posts)
    everything = addresses(posts)
    for name in PEOPLE:
        person_or_none = User.objects.get(username=name) if name else None
        browser = browser_of(person_or_none)
        for post in posts:
            sees_as_public(person_or_none, post)
        for url in everything:
            assert browser.get(url).status_code < 500
        if name:
            with django_capture_on_commit_callbacks(execute=True):
                write_something(browser, posts[0])
    mail_of_all_kinds()
    assert asked == set(Statement.every)
    assert len(found) > 500


def test_what_no_row_has_is_not_found() -> None:
    post = publish(person("alice"))
    assert readable_post(None, post.pk) == post
    for pk in (0, MOST, 10**30, -(2**62), -(2**62) + 1):
        with pytest.raises(Post.DoesNotExist):
            readable_post(None, pk)


@pytest.mark.parametrize("key", ["\\000bcdefghijk", "abcdefgh\\000", "a'b%s%%(id0)s--"])
def test_no_row_has_a_text_that_no_database_takes(key: str) -> None:
    """However it came, as in a cookie, whose signs may be written by their numbers."""
    sent = f'{settings.SESSION_COOKIE_NAME}="{key}"'
    assert Client().get("/", headers={"cookie": sent}).status_code == 200


def test_a_list_is_written_once_for_every_length() -> None:
    """And on PostgreSQL it is planned once, too; SQLite’s library keeps what it planned."""
    every = [person(f"person{n}").pk for n in range(7)]
    asked = Statement(lambda _, ids: User.objects.filter(pk__in=ids).order_by("pk"))
    for length in (7, 1, 3, 0, 7, 5):
        assert [user.pk for user in asked.rows(None, every[:length])] == every[:length]
    Statement.every.remove(asked)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements"
            )
            found = [row for row in cursor.fetchall() if "= ANY($1)" in row[0]]
        assert [plans for _, *plans in found] == [[3, 0]]


def test_what_is_always_the_same_is_a_number_a_text_or_a_truth() -> None:
    asked = Statement(lambda _: User.objects.annotate(half=Value(0.5)))
    with pytest.raises(ValueError, match="may have no"):
        asked.rows(None)
    Statement.every.remove(asked)


def test_a_list_is_used_only_for_what_is_in_it() -> None:
    asked = Statement(lambda _, ids: User.objects.filter(pk__gt=ids[0]))
    with pytest.raises(ValueError, match="only for what is in it"):
        asked.rows(None, [1, 2])
    Statement.every.remove(asked)


def test_it_is_written_once_for_all_threads() -> None:
    """Each of which has a connection of its own, that no other keeps open."""
    made = []

    def make(_: Any, pk: int) -> QuerySet[User]:
        made.append(pk)
        return User.objects.filter(pk=pk)

    asked = Statement(make)

    def ask(_: int) -> weakref.ref:
        assert asked.rows(None, 1) == []
        connection.close()
        return weakref.ref(connections["default"])

    left = []
    for turn in range(3):
        with ThreadPoolExecutor(1) as thread:
            left += thread.map(ask, [turn])
    Statement.every.remove(asked)
    gc.collect()
    assert len(made) == 1 and [each() for each in left] == [None] * 3
