"""Many are told as one is: the write costs the same, and no crash loses or doubles a notice."""

import signal
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from forum.models import Post
from notifications import fanout
from notifications.models import Happening, Notification
from notifications.words import Happened, Reason, Thing
from tests.cast import answer, browser_of, person, place, publish
from tests.databases import run_program, run_together
from tests.rules.notifications.crowd import add_holders

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def essay_shared_by(many: int) -> Post:
    post = publish(person("alice"))
    bob = person("bob")
    place(bob, answer(bob, post, "a) Too few checks."))
    add_holders(post.objections.get(), many)
    return post


@pytest.mark.django_db
def test_a_write_costs_the_same_for_two_and_for_two_thousand(
    settings: Any, django_capture_on_commit_callbacks: Callable
) -> None:
    """With a worker nothing is left to do for the request but to say that there is something."""
    settings.TASKS, settings.BACKGROUND_WORKER = WORKER, True
    post, alice = essay_shared_by(1), browser_of(User.objects.get(username="alice"))
    answer(post.author, post, "Twenty will do.", **{"objection-1": "answer"})
    counts = []
    for more in (0, 1_998):
        add_holders(post.objections.get(), more, start=1)
        Happening.objects.all().delete()
        sent = {"body": f"Twenty will do for {more}.", "objection-1": "answer"}
        kept = django_capture_on_commit_callbacks(execute=True)
        with CaptureQueriesContext(connection) as asked, kept:
            assert alice.post(f"/posts/{post.pk}/reply/", sent).status_code == 302
        counts.append(len(asked))
        assert Happening.objects.count() == 1
        with CaptureQueriesContext(connection) as told:
            assert fanout.tell_waiting() == 1
    assert counts[0] == counts[1]
    assert Notification.objects.filter(reason=Reason.POSITION).values("person").count() == 2_000 + 2
    # Four batches of people, nine statements each, and what is asked once.
    assert len(told) <= 58


@pytest.mark.django_db
def test_what_fails_waits_and_stops_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    post = publish(person("alice"))
    Happening.objects.all().delete()
    for text in ("One.", "Two."):
        answer(person(text[:-1].lower()), post, text)
    first = Happening.objects.earliest("pk")
    tell = fanout.tell_of

    def fail_at_first(happening: Happening) -> None:
        if happening.pk == first.pk:
            raise OSError("gone")
        tell(happening)

    with monkeypatch.context() as broken:
        broken.setattr(fanout, "tell_of", fail_at_first)
        assert fanout.tell_waiting() == 1
    assert "Nobody was told yet" in caplog.text
    assert [each.pk for each in Happening.objects.all()] == [first.pk]
    assert fanout.tell_waiting() == 1
    # Alice of both, and whoever wrote first of what came then.
    assert Notification.objects.count() == 3


MAKE = """
from accounts.models import User
from critiques.models import Objection, Position
from forum.actions.posts import publish, save_draft
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from notifications.models import Happening
from tests.rules.notifications.crowd import add_holders
alice, bob = (User.objects.create_user(name) for name in ("alice", "bob"))
for user in (alice, bob):
    user.emailaddress_set.create(email=f"{user}@example.org", verified=True, primary=True)
draft = save_draft(author=alice, title="Essay", body="Text.", topics=[])
post = publish(author=alice, post_id=draft.pk)
raised = [Choice("new", claim="Too few")]
reply_with_tags(author=bob, post_id=post.pk, parent_id=None, body="No.", choices=raised)
objection = Objection.objects.get()
add_holders(objection, 1_200)
position = Position.objects.create(objection=objection, author=alice, position="declined")
Happening.objects.create(what="position", number=position.pk, actor=alice)
"""
# Killed after the first five hundred of those who share it.
KILLED = """
import os, signal
from notifications import fanout
tell = fanout._tell
def tell_once(people, audience, *others):
    tell(people, audience, *others)
    if audience.thing == "position":
        os.kill(os.getpid(), signal.SIGKILL)
fanout._tell = tell_once
fanout.tell_waiting()
"""
COUNT = """
from notifications.models import Happening, Notification
told = Notification.objects.filter(thing="position")
print(told.count(), told.values("person").distinct().count(), Happening.objects.count())
"""


def test_a_crash_loses_nobody_and_three_at_once_tell_nobody_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKGROUND_WORKER", "1")
    shell = ["manage.py", "shell", "--no-imports", "-c"]
    run_together(database_url, [[*shell, MAKE]])
    killed = run_program(database_url, *shell, KILLED, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    worker = ["manage.py", "db_worker", "--batch", "--no-startup-delay"]
    run_together(database_url, [worker, worker, ["manage.py", "sweep_notices"]])
    [done] = run_together(database_url, [[*shell, COUNT]])
    # Bob, who raised it, and all who share it.
    assert done.stdout.split() == ["1201", "1201", "0"]


@pytest.mark.django_db
def test_what_is_over_is_forgotten() -> None:
    alice, bob = person("alice"), person("bob")
    now = timezone.now()
    ages = {"old": timedelta(days=366), "recent": timedelta(days=364)}
    for number, (age, is_read) in enumerate([(a, r) for a in ages for r in (True, False)]):
        Notification.objects.create(
            person=alice,
            actor=bob,
            thing=Thing.REPLY,
            number=number,
            reason=Reason.REPLY,
            created_at=now - ages[age],
            read_at=now - ages[age] if is_read else None,
        )
    for days in (6, 8):
        due = now - timedelta(days=days)
        Happening.objects.create(what=Happened.PROPOSAL, number=0, actor=bob, due_at=due)
    DBTaskResult.objects.create(
        task_path="x",
        args_kwargs={},
        backend_name="default",
        run_after=now,
        started_at=now - timedelta(days=2),
    )
    call_command("sweep_notices", stdout=StringIO())
    assert sorted(Notification.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Happening.objects.get().due_at > now - timedelta(days=7)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_thousands_that_are_unread_are_counted_to_a_hundred(
    django_assert_num_queries: Callable,
) -> None:
    alice, post = person("alice"), publish(person("bob"))
    told = {"person": alice, "thing": Thing.ESSAY, "number": post.pk, "reason": Reason.MENTION}
    Notification.objects.bulk_create(Notification(day=n, **told) for n in range(10_000))
    browser = browser_of(alice)
    with django_assert_num_queries(3):  # the session, who that is, what the head counts
        page = browser.get("/help/writing/").content.decode()
    assert 'Notices <span class="count">99+</span>' in page
