"""The essays that somebody has begun and not published."""

from typing import Any, NamedTuple

from django.urls import reverse

from forum.models import Post, State
from web.dates import day

DRAFTS = 20


class DraftLink(NamedTuple):
    """A draft, where it is gone on with."""

    title: str
    url: str
    when: str


def drafts_of(writer: Any) -> list[DraftLink]:
    """Return somebody's latest twenty drafts, newest first; a visitor has none. One query."""
    # Nobody but its author may read a draft.
    drafts = Post.objects.readable_by(writer).filter(state=State.DRAFT)
    rows = drafts.order_by("-created_at", "-pk").values_list("pk", "title", "created_at")
    return [
        DraftLink(title, reverse("post-edit", args=[pk]), day(created))
        for pk, title, created in rows[:DRAFTS]
    ]
