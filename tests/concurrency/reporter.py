"""One of several who write at the same moment: `reporter.py ACT ROOM HOW_MANY WHO NUMBER`.

`report_all` reports every essay; the others do one thing over the web: `reply_once` replies to
essay NUMBER, `keep_draft` and `see_preview` are what they say, `raise_one` adds an objection to the
first reply, and `raise_many` NUMBER of them by one form. Each prints what came of it, as
JSON: "done", or the code of the refusal.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import django

django.setup()

from allauth.core.context import request_context
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from accounts.models import User
from critiques.actions.tags import tag_reply
from critiques.choices import Choice
from forum.actions.kinds import REPLY
from forum.actions.posts import save_draft
from forum.actions.replies import post_reply
from forum.actions.unsaved import preview
from forum.models import Post, Reply
from moderation.actions.reports import report
from tests.concurrency.writer import wait_for_others


def report_all(who: User, _: int) -> list[str]:
    """Report one essay after the other."""
    essays = list(Post.objects.order_by("pk").values_list("pk", flat=True))
    return [_outcome(report, reporter=who, reason="Rude", post_id=essay) for essay in essays]


def reply_once(who: User, number: int) -> list[str]:
    """Reply to one essay, as a browser asks."""
    essay = Post.objects.order_by("pk")[number]
    with request_context(RequestFactory().post("/")):
        sent = {"author": who, "post_id": essay.pk, "parent_id": None, "body": "Hm."}
        return [_outcome(post_reply, **sent)]


def keep_draft(who: User, number: int) -> list[str]:
    """Save a new draft, as a browser asks."""
    with request_context(RequestFactory().post("/")):
        written = {"title": f"Draft {number}", "body": "Text.", "topics": []}
        return [_outcome(save_draft, author=who, **written)]


def see_preview(who: User, _: int) -> list[str]:
    """Ask for a preview, as a browser does."""
    with request_context(RequestFactory().post("/")):
        return [_outcome(preview, writer=who, body="Hm.", limit=40_000, what=REPLY)]


def raise_one(who: User, number: int) -> list[str]:
    """Add an objection to the first reply, by hand."""
    return _raise(who, [number])


def raise_many(who: User, number: int) -> list[str]:
    """Add that many."""
    return _raise(who, range(100, 100 + number))


def _raise(who: User, points: Iterable[int]) -> list[str]:
    reply = Reply.objects.earliest("pk")
    choices = [Choice("new", claim=f"Point {each} is wrong") for each in points]
    with request_context(RequestFactory().post("/")):
        sent = {"writer": who, "reply_id": reply.pk, "choices": choices, "other": False}
        return [_outcome(tag_reply, **sent)]


def _outcome(act: Callable[..., object], **what: object) -> str:
    try:
        act(**what)
    except (ValidationError, Post.DoesNotExist) as error:
        return getattr(error, "code", None) or "refused"
    return "done"


ACTS = {
    each.__name__: each
    for each in (report_all, reply_once, keep_draft, see_preview, raise_one, raise_many)
}

if __name__ == "__main__":
    act, room, how_many, who, number = sys.argv[1:]
    user = User.objects.get(username=who)
    wait_for_others(Path(room), int(how_many))
    json.dump(ACTS[act](user, int(number)), sys.stdout)
