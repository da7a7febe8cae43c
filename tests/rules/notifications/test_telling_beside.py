"""Without a worker people are told beside the requests: no page waits, and nothing is lost."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post
from notifications import tasks
from notifications.models import Happening, Notification
from tests.cast import answer, person, publish
from tests.databases import run_program, run_together


class Beside:
    """The thread of a process, held until it is let go; `names` are who looked at what waits."""

    def __init__(self, pool: ThreadPoolExecutor, held: threading.Event) -> None:
        self._pool, self._held = pool, held
        self.names: list[str] = []

    def let_go(self) -> None:
        """Let it tell, and wait until it has."""
        self._held.set()
        self._pool.submit(lambda: None).result()
        self._held.clear()


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch, settings: Any, transactional_db: None) -> Iterator:
    settings.TELL_BESIDE = True
    held, tell = threading.Event(), tasks.tell_waiting
    with ThreadPoolExecutor(1, thread_name_prefix="beside") as pool:
        thread = Beside(pool, held)

        def noted() -> int:
            thread.names.append(threading.current_thread().name.partition("_")[0])
            return tell()

        monkeypatch.setattr(tasks, "_thread", lambda: pool)
        monkeypatch.setattr(tasks, "sleep", lambda _: held.wait(60))
        monkeypatch.setattr(tasks, "tell_waiting", noted)
        yield thread
        held.set()


@pytest.fixture
def post(beside: Beside) -> Post:
    made = publish(person("alice"))
    beside.let_go()
    beside.names.clear()
    return made


def test_no_page_waits_and_what_is_written_meanwhile_is_told_together(
    beside: Beside, post: Post
) -> None:
    bob, carol = person("bob"), person("carol")
    with CaptureQueriesContext(connection) as asked:
        answer(bob, post, "One.")
        answer(carol, post, "Two.")
    # Of some that PostgreSQL is sent there are no words.
    written = [query for query in asked if "notification" in (query["sql"] or "")]
    assert len(written) == Happening.objects.count() == 2
    assert not Notification.objects.exists()
    beside.let_go()
    assert not Happening.objects.exists()
    told = Notification.objects.order_by("pk").values_list("person__username", "actor__username")
    assert list(told) == [("alice", "bob"), ("alice", "carol"), ("bob", "carol")]
    assert beside.names == ["beside"]
    answer(carol, post, "Three.")
    beside.let_go()
    assert beside.names == ["beside"] * 2 and not Happening.objects.exists()


def test_what_fails_there_is_told_with_what_comes_next(
    beside: Beside,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> int:
        raise OSError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "tell_waiting", fail)
        answer(person("bob"), post, "One.")
        beside.let_go()
    assert "Nobody was told yet" in caplog.text
    assert Happening.objects.count() == 1 and not Notification.objects.exists()
    answer(person("carol"), post, "Two.")
    beside.let_go()
    assert Notification.objects.filter(person__username="alice").count() == 2


def test_a_thread_that_cannot_begin_holds_up_no_other(
    beside: Beside, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        refuse = Mock(side_effect=RuntimeError("can't start new thread"))
        broken.setattr(tasks, "_thread", lambda: Mock(submit=refuse))
        answer(person("bob"), post, "One.")
    assert refuse.called and not Notification.objects.exists()
    answer(person("carol"), post, "Two.")
    beside.let_go()
    assert Notification.objects.filter(person__username="alice").count() == 2


WRITE = """
from accounts.models import User
from forum.actions.posts import publish, save_draft
alice, bob = (User.objects.create_user(name) for name in ("alice", "bob"))
for user in (alice, bob):
    user.emailaddress_set.create(email=f"{user}@example.org", verified=True, primary=True)
draft = save_draft(author=alice, title="Essay", body="Text.", topics=[])
publish(author=alice, post_id=draft.pk)
"""
# Killed as the reply is kept and nobody is told of it yet.
KILLED = """
import os, signal
from accounts.models import User
from forum.actions.replies import post_reply
from forum.models import Post
from notifications import tasks
tasks.sleep = lambda _: os.kill(os.getpid(), signal.SIGKILL)
bob = User.objects.get(username="bob")
post_reply(author=bob, post_id=Post.objects.get().pk, parent_id=None, body="No.")
tasks._thread().shutdown()
"""
COUNT = """
from notifications.models import Happening, Notification
print(Happening.objects.filter(what="reply").count(), Notification.objects.count())
"""


def test_who_is_killed_before_telling_loses_nothing(database_url: str) -> None:
    def run(program: str) -> list[str]:
        [done] = run_together(database_url, [["manage.py", "shell", "--no-imports", "-c", program]])
        return done.stdout.split()

    run(WRITE)
    killed = run_program(
        database_url, "manage.py", "shell", "--no-imports", "-c", KILLED, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert run(COUNT) == ["1", "0"]
    run_together(database_url, [["manage.py", "sweep_notices"]])
    assert run(COUNT) == ["0", "1"]
