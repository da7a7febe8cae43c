"""A branch is removed and put back at once, and each reply gets what it would get alone."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from critiques.choices import Choice
from forum.actions.changes import withdraw_reply
from forum.models import Reply, State
from moderation.actions.appeals import appeal
from moderation.actions.decisions import reopen_reports
from moderation.actions.removals import hide, hide_branch, hide_target, restore
from moderation.actions.reports import report
from moderation.models import LogEntry, Report
from moderation.targets import REMOVABLE, Target
from staff.actions.undo import undo
from tests.cast import moderator, person
from tests.examples import examples
from tests.sequences.deeds import hold_back
from tests.sequences.scene import CRITICS, Scene, set_up
from transfer.parse.discussion import parse
from transfer.write.discussion import write

pytestmark = pytest.mark.django_db

WHY = "A quarrel"
# How often a post was locked, and where sequences stand, is not told.
UNTOLD = {("Post", "version"), ("Post", "stamp")}

Rows = dict[str, list[dict[str, Any]]]
Remove = Callable[..., LogEntry]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """All that happens has one time, however it is done."""
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        yield


def one_by_one(*, moderator: Any, reply_id: int, reason: str) -> LogEntry:
    """What `hide_branch` promises, for each reply by itself."""
    top = Reply.objects.get(pk=reply_id)
    beneath = list(top.get_descendants().filter(state__in=REMOVABLE))
    entry = hide_target(moderator, Target(top.post, top), reason, count=1 + len(beneath))
    for reply in beneath:
        hide_target(moderator, Target(top.post, reply), reason, part_of=entry)
    return entry


def undo_one_by_one(*, moderator: Any, entry_id: int, reason: str) -> LogEntry:
    """What `undo` promises of a branch whose top nobody put back."""
    entry = LogEntry.objects.get(pk=entry_id)
    parts = list(entry.parts.filter(reversed_by=None).order_by("pk"))

    def put_back(one: LogEntry, **line: Any) -> LogEntry:
        with transaction.atomic():
            line |= {"reply_id": one.reply_id, "reverses": one, "reason": reason}
            undone = restore(moderator=moderator, **line)
            reopen_reports(one)
        return undone

    undone = put_back(entry, count=1 + len(parts))
    for part in parts:
        with suppress(ValidationError):
            put_back(part, part_of=undone)
    return undone


def everything() -> Rows:
    """Every row of the site; what was numbered on the way is known by its place among its like."""
    models = apps.get_models()
    places = {
        model: {pk: n for n, pk in enumerate(model.objects.order_by("pk").values_list("pk"))}
        for model in models
    }

    def told(model: Any, row: dict[str, Any]) -> dict[str, Any]:
        for field in model._meta.concrete_fields:
            of = field.related_model or model
            if row[field.attname] is not None and (field.primary_key or field.is_relation):
                row[field.attname] = places[of][(row[field.attname],)]
        return {k: v for k, v in row.items() if (model.__name__, k) not in UNTOLD}

    return {
        model.__name__: [told(model, row) for row in model.objects.order_by("pk").values()]
        for model in models
    }


def scene_of(random: Random) -> Scene:
    """An essay with objections, and a branch in which people said whatever can be said."""
    scene = Scene(set_up())
    scene.opening(3)
    for name in ("nina", "oskar"):
        moderator(name)
    top = scene.write("bob", Choice("new", claim=scene.words("Claim")))
    branch = [top]
    for _ in range(14):
        parent = random.choice(branch)
        who = random.choice((*CRITICS, "alice"))
        with suppress(ValidationError, PermissionDenied):
            branch.append(scene.write(who, *choice_of(scene, random, who), parent=parent))
    for _ in range(4):
        tell_of(scene, random, random.choice(branch))
    for _ in range(2):
        with suppress(ValidationError):
            hold_back(scene, random.randint(1, 12), 0)
    for line in LogEntry.objects.filter(act="auto_hide"):
        appeal(writer=line.person, entry_id=line.pk, text="Why?")
    return scene


def choice_of(scene: Scene, random: Random, who: str) -> list[Choice]:
    number = random.randint(1, 5)
    if who == "alice":
        return [Choice(random.choice(("answer", "concede", "decline")), number=number, text="So.")]
    return random.choice(
        (
            [],
            [Choice("new", claim=scene.words("Claim"))],
            [Choice("same", number=number, claim=scene.words("Wording"))],
            [Choice("answer", number=number)],
        )
    )


def tell_of(scene: Scene, random: Random, reply: Reply) -> None:
    name = random.choice([each for each in CRITICS if each != reply.author.username])
    with suppress(ValidationError):
        report(reporter=scene.user(name), reason="Rude", reply_id=reply.pk)


def meanwhile(scene: Scene, random: Random, entry: LogEntry) -> None:
    """What is done of single replies before the branch is put back."""
    mina = scene.user("mina")
    for part in entry.parts.order_by("pk"):
        by = {"moderator": mina, "reply_id": part.reply_id, "reason": "Another reason"}
        turn = random.randrange(8)
        if turn < 2:
            restore(**by)
        if turn == 0:
            hide(**by)
        if turn == 1:
            tell_of(scene, random, part.reply)
        if turn == 2 and part.person != mina:
            appeal(writer=part.person, entry_id=part.pk, text="It was no quarrel.")
        if turn == 3:
            Reply.objects.filter(pk=part.reply_id).update(state=State.AUTO_HIDDEN)
        if turn == 4:
            with suppress(ValidationError, PermissionDenied):
                withdraw_reply(author=part.person, reply_id=part.reply_id)


def story(scene: Scene, seed: int, remove: Remove, put_back: Remove) -> list[Rows]:
    """Return all rows after the removal, and after it was taken back; nothing of it stays."""
    random, found = Random(seed), []
    with transaction.atomic():
        mina = scene.user("mina")
        top = Reply.objects.get(parent=None, rght__gt=2)
        entry = remove(moderator=mina, reply_id=top.pk, reason=WHY)
        found.append(everything())
        meanwhile(scene, random, entry)
        put_back(moderator=mina, entry_id=entry.pk, reason="Enough")
        found.append(everything())
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("seed", [1, 4][: examples(1, 2)])
def test_all_at_once_is_what_one_by_one_would_be(seed: int) -> None:
    scene = scene_of(Random(seed))
    at_once = story(scene, seed, hide_branch, undo)
    assert {row["act"] for row in at_once[1]["LogEntry"]} == {
        "auto_hide",
        "hide",
        "restore",
        "reopen",
    }
    for found, wanted in zip(at_once, story(scene, seed, one_by_one, undo_one_by_one), strict=True):
        for table, rows in wanted.items():
            assert found[table] == rows, table


def branch(size: int) -> Reply:
    """A reply with so many beneath it, each of which raises an objection and was reported."""
    random = Random(size)
    names = [*(f"r{n}" for n in range(size + 1))]
    discussion = {
        "format": "rejoinder/1",
        "post": {"title": "Essay", "author": "alice", "body": "Text."},
        "replies": [
            {
                "id": name,
                "parent": names[random.randrange(n)] if n else None,
                "author": random.choice(CRITICS),
                "body": f"Reply {name}.",
                "tags": [{"act": "raise", "objection": n + 1}],
            }
            for n, name in enumerate(names)
        ],
        "objections": [
            {"number": n + 1, "claim": f"Claim {n}", "raised_in": name}
            for n, name in enumerate(names)
        ],
    }
    post = write(parse(json.dumps(discussion)), attach=True)
    reporter = person("reporter")
    Report.objects.bulk_create(
        Report(post=post, reply=reply, reporter=reporter, reason="Rude")
        for reply in post.replies.all()
    )
    return post.replies.get(parent=None)


def statements_of(size: int) -> tuple[int, int]:
    """How many statements it takes to remove a branch, and to put it back."""
    top, mina = branch(size), moderator()
    with CaptureQueriesContext(connection) as removing:
        entry = hide_branch(moderator=mina, reply_id=top.pk, reason=WHY)
    assert Reply.objects.filter(state=State.HIDDEN).count() == size + 1
    with CaptureQueriesContext(connection) as undoing:
        undo(moderator=mina, entry_id=entry.pk, reason="Enough")
    assert Reply.objects.filter(state=State.VISIBLE).count() == size + 1
    assert not Report.objects.exclude(decision=None).exists()
    return len(removing), len(undoing)


def test_security_45_a_large_branch_takes_as_many_statements_as_a_small_one() -> None:
    with transaction.atomic():
        small = statements_of(10)
        transaction.set_rollback(True)
    assert statements_of(300) == small
