"""Somebody's words on an objection, with where they stand."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.html import escape

from critiques.prose.quotations import without_quotes
from critiques.record.receipts import Change
from forum.models import Post, Reply
from forum.text import excerpt, plain, point_html

EXCERPT = 280
# What a quote of the essay itself does: its author changed it.
REVISED = "revise"
LEAD = re.compile(r"^(?:\(?[A-Za-z]\\?\)|[a-z]\.)\s+")


@dataclass(frozen=True)
class Quote:
    """Somebody's words on an objection; `text` is cut at 280 characters on demand."""

    name: str
    username: str
    at: datetime
    url: str
    by_author: bool
    html: str
    label: str
    act: str = ""
    wording: str = ""
    # The reply that says it; none where the essay itself does.
    reply: int | None = None

    @cached_property
    def text(self) -> str:
        """An excerpt of the point, or of the whole reply."""
        html = point_html(self.html, self.label) if self.label else self.html
        own = LEAD.sub("", f"{plain(without_quotes(html))} ").strip()
        return excerpt(own or LEAD.sub("", plain(html)), EXCERPT)


def quote_of_change(change: Change, post: Post) -> Quote:
    """The essay's own words as the author's answer."""
    return Quote(
        name=post.author.shown_name,
        username=post.author.username,
        at=change.at,
        url=change.url,
        by_author=True,
        html=escape(change.words or f"Changed in revision {change.revision} of the essay."),
        label="",
        act=REVISED,
    )


def quote_of(reply: Reply, post: Post, label: str, act: str = "", wording: str = "") -> Quote:
    """A reply’s words, or those of its point `label`, as a quotation."""
    anchor = f"reply-{reply.pk}{f'-{label}' if label else ''}"
    return Quote(
        name=reply.author.shown_name,
        username=reply.author.username,
        at=reply.created_at,
        url=f"/replies/{reply.pk}/#{anchor}",
        by_author=reply.author_id == post.author_id,
        html=reply.html,
        label=label,
        act=act,
        wording=wording,
        reply=reply.pk,
    )
