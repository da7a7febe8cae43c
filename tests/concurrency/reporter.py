"""One of several who write at the same moment: `reporter.py ACT ROOM HOW_MANY WHO NUMBER`.

`report_all` reports every essay; `reply_once` replies over the web to essay NUMBER. Each prints
what came of it, as JSON: "done", or the code of the refusal.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from allauth.core.context import request_context  # noqa: E402 (after the set-up)
from django.core.exceptions import ValidationError  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from accounts.models import User  # noqa: E402
from forum.actions.replies import post_reply  # noqa: E402
from forum.models import Post  # noqa: E402
from moderation.actions.reports import report  # noqa: E402
from tests.concurrency.writer import wait_for_others  # noqa: E402


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


def _outcome(act: Callable[..., object], **what: object) -> str:
    try:
        act(**what)
    except (ValidationError, Post.DoesNotExist) as error:
        return getattr(error, "code", None) or "refused"
    return "done"


ACTS = {"report_all": report_all, "reply_once": reply_once}

if __name__ == "__main__":
    act, room, how_many, who, number = sys.argv[1:]
    user = User.objects.get(username=who)
    wait_for_others(Path(room), int(how_many))
    json.dump(
        {"report_all": report_all, "reply_once": reply_once}[act](user, int(number)), sys.stdout
    )
