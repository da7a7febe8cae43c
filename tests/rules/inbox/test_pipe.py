"""A mail server hands over a mail, and learns whether it is to come again."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.databases import run_program, run_together

SHELL = ["manage.py", "shell", "--no-imports", "-c"]
RECEIVE = ["manage.py", "receive_mail"]
MAKE = """
from accounts.models import User
from forum.actions.posts import publish, save_draft
from tests.rules.inbox.letters import mail_from
alice, bob = (User.objects.create_user(name, f"{name}@example.org") for name in ("alice", "bob"))
for user in (alice, bob):
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
draft = save_draft(author=alice, title="Essay", body="Text.", topics=[])
post = publish(author=alice, post_id=draft.pk)
print(mail_from(bob, post).decode())
"""
# Killed when the reply is there and nobody has noted that the mail was dealt with.
KILLED = """
import os, signal
from inbox.actions import answers
answers.note_arrival = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
answers.take(raw=os.environ["RAW"].encode())
"""
COUNT = """
import json
from forum.models import Reply
from inbox.models import Arrival
print(json.dumps([list(Reply.objects.values_list("body", flat=True)), Arrival.objects.count()]))
"""


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "REPLY_ADDRESS": "reply@forum.example",
        "REPLY_AUTHSERV_ID": "mx.forum.example",
        "EMAIL_URL": "dummymail://",
    }.items():
        monkeypatch.setenv(name, value)


def test_a_kill_between_posting_and_noting_posts_nothing_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [made] = run_together(database_url, [[*SHELL, MAKE]])
    raw = made.stdout.rstrip("\n")
    monkeypatch.setenv("RAW", raw)
    killed = run_program(database_url, *SHELL, KILLED, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    [left] = run_together(database_url, [[*SHELL, COUNT]])
    assert json.loads(left.stdout) == [["The nine were asked."], 0]
    # It comes again, to two at once.
    run_together(database_url, [RECEIVE, RECEIVE], stdin=raw)
    [done] = run_together(database_url, [[*SHELL, COUNT]])
    assert json.loads(done.stdout) == [["The nine were asked."], 1]


def test_without_a_database_it_is_to_come_again(tmp_path: Path) -> None:
    token = f"reply+1e1{'a' * 20}@forum.example"
    away = f"sqlite:///{tmp_path}/not/there.sqlite3"
    done = run_program(away, *RECEIVE, "--recipient", token, check=False)
    assert done.returncode == os.EX_TEMPFAIL, done.stderr
    assert "OperationalError" in done.stderr and "@" not in done.stderr


def test_what_is_no_answer_is_dealt_with(sqlite_url: str) -> None:
    [done] = run_together(sqlite_url, [RECEIVE], stdin="From: eve@evil.example\n\nBuy!")
    assert "leads nowhere" in done.stdout
