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


def quote_of(reply: Reply, post: Post, label: str) -> Quote:
    """A reply’s words, or those of its point `label`, as a quotation."""
    by, words = reply.author, (reply.pk, reply.created_at, reply.html)
    return quoted(post.author_id, label, *words, by.pk, by.username, by.display_name)


# What `quoted` wants of a reply after its id, for who comes to it by the relation `reply`.
QUOTED = tuple(
    f"reply__{name}"
    for name in ("created_at", "html", "author", "author__username", "author__display_name")
)


def quoted(
    author_id: int,
    label: str,
    reply: int,
    at: datetime,
    html: str,
    writer: int,
    username: str,
    display_name: str,
    *,
    act: str = "",
    wording: str = "",
) -> Quote:
    """Return the words of a reply to an essay of the author’s, of which these columns were read."""
    anchor = f"reply-{reply}{f'-{label}' if label else ''}"
    return Quote(
        name=display_name or username,
        username=username,
        at=at,
        url=f"/replies/{reply}/#{anchor}",
        by_author=writer == author_id,
        html=html,
        label=label,
        act=act,
        wording=wording,
        reply=reply,
    )
