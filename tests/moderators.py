"""What moderation is made of, over HTTP: a report, a decision, an undo, and what the log says."""

from typing import Any

from django.http import HttpResponse

from accounts.models import User
from forum.models import Post, Reply
from moderation.models import LogEntry
from tests.cast import browser_of, text_of

RUDE = "Go and play with your lists."


def report(reporter: User, what: Post | Reply, reason: str = "") -> int:
    """Send the report form, bare where there is no reason, and return the status."""
    kind = "posts" if isinstance(what, Post) else "replies"
    data = {"reason": reason} if reason else {}
    response = browser_of(reporter).post(f"/{kind}/{what.pk}/report/", data)
    return response.status_code


def decide(
    by: User, what: Post | Reply, decision: str, reason: str = "About a person", **more: Any
) -> HttpResponse:
    """Send one of the four buttons of the queue and return the answer."""
    post, reply = (what.pk, "") if isinstance(what, Post) else (what.post_id, what.pk)
    data = {"post": post, "reply": reply, "decision": decision, "reason": reason, **more}
    return browser_of(by).post("/moderation/decisions/", data)


def undo(by: User, reason: str = "I was wrong", entry: LogEntry | None = None) -> HttpResponse:
    """Take a line of the log back, the latest unless told which, and return the answer."""
    entry = entry or LogEntry.objects.latest("pk")
    return browser_of(by).post(f"/moderation/log/{entry.pk}/undo/", {"reason": reason})


def words(viewer: User | None, url: str) -> str:
    """Return the words of a page as `viewer` reads it."""
    response = browser_of(viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def logged() -> list[str]:
    """Return what was done, oldest first."""
    return list(LogEntry.objects.order_by("pk").values_list("act", flat=True))
