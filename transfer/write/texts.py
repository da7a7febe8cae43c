"""The texts of a planned discussion, made safe before anything is locked or written."""

import uuid
from collections.abc import Callable
from typing import NamedTuple

from forum.text import plain, render
from transfer.plan import DiscussionPlan
from transfer.values import refused_at

SAY_EVERY = 1_000


class SafeTexts(NamedTuple):
    """A planned discussion's texts made safe, before anything has a number.

    `key` is in the ids in each HTML, behind “post-” or “reply-”; `plains` are the post's
    revisions as plain text; `replies` are the HTML of each reply by its id.
    """

    key: str
    html: str
    plains: list[str]
    replies: dict[str, str]


def safe_texts(plan: DiscussionPlan, progress: Callable[[str], None]) -> SafeTexts:
    """Return the texts of a planned discussion; done before anything is locked.

    Raises ValidationError, naming the place, where a text is refused.
    """
    key = uuid.uuid4().hex
    html = _rendered(plan.body, f"post-{key}", "post.body")
    plains = [
        plain(
            html
            if each.body == plan.body
            else _rendered(each.body or "", "p", f"post.revisions[{n}]")
        )
        for n, each in enumerate(plan.revisions)
    ]
    replies: dict[str, str] = {}
    for done, each in enumerate(plan.replies, 1):
        replies[each.id] = _rendered(each.body or "", f"reply-{key}", each.place, each.among)
        if done % SAY_EVERY == 0:
            progress(f"{done:,} of {len(plan.replies):,} replies read")
    return SafeTexts(key, html, plains, replies)


def _rendered(source: str, key: str, place: str, among: str = "") -> str:
    with refused_at(place):
        return render(source, key, among) if source else ""
