"""Somebody's words on an objection, with where they stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.translation import gettext

from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from critiques.prose.excerpts import whole_sentences
from critiques.record.receipts import Change
from forum.markup.markers import without_marker
from forum.models import Post, Reply
from forum.text import attributed_words, outside_points, own_words, point_html, point_labels

EXCERPT = 280
# What a quote of the essay itself does: its author changed it.
REVISED = "revise"


@dataclass(frozen=True)
class Quote:
    """Somebody's words on an objection, or about it; what they quote is not among them."""

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
    # Whether moderators put it beneath what it stands beneath.
    moved: bool = False
    # Whether these words are others than those by which it was tagged: what was said of it before
    # was said of those.
    changed: bool = False

    @cached_property
    def own(self) -> str:
        """The words of the point, or of the whole reply, as plain text.

        Where the point is gone since an edit, and there are others, none of these says it.
        """
        html = self.html
        if self.changed and not self.label and point_labels(html):
            html = outside_points(html)
        return _own(html, self.label)

    @property
    def text(self) -> str:
        """An excerpt: whole sentences, of 280 characters where that is not within the first."""
        return whole_sentences(self.own, EXCERPT)


@lru_cache(maxsize=512)
def _own(html: str, label: str) -> str:
    """Return them; they are kept for a moment: most texts are told of several objections, and told
    again after each write to their essay.
    """
    if label not in point_labels(html):
        return own_words(html) or attributed_words(html)
    point = point_html(html, label)
    own = without_marker(f"{own_words(point)} ").strip()
    return own or without_marker(f"{attributed_words(point)} ").strip()


def quote_of_change(change: Change, post: Post) -> Quote:
    """The essay's own words as the author's answer."""
    return Quote(
        name=post.author.shown_name,
        username=post.author.username,
        at=change.at,
        url=change.url,
        by_author=True,
        html=escape(change.words or _changed_in(change.revision)),
        label="",
        act=REVISED,
    )


def _changed_in(revision: int) -> str:
    return gettext("Changed in revision %(number)d of the essay.") % {"number": revision}


def quote_of(reply: Reply, post: Post, label: str) -> Quote:
    """A reply’s words, or those of its point `label`, as a quotation."""
    by, words = reply.author, (reply.pk, reply.created_at, reply.html)
    return quoted(post.author_id, label, *words, by.pk, by.username, by.display_name, reply.moved)


# What `quoted` wants of a reply after its id, for who comes to it by the relation `reply`.
_COLUMNS = ("created_at", "html", "author", "author__username", "author__display_name", "moved")
QUOTED = tuple(f"reply__{name}" for name in _COLUMNS)


def quoted(
    author_id: int,
    label: str,
    reply: int,
    at: datetime,
    html: str,
    writer: int,
    username: str,
    display_name: str,
    moved: bool,
    *,
    act: str = "",
    wording: str = "",
    changed: bool = False,
) -> Quote:
    """Return the words of a reply to an essay of the author’s, of which these columns were read."""
    anchor = f"reply-{reply}{f'-{label}' if label else ''}"
    return Quote(
        name=shown_name_of(display_name, username),
        username=username,
        at=at,
        url=f"/replies/{reply}/#{anchor}",
        by_author=writer == author_id,
        html=html,
        label=label,
        act=act,
        wording=wording,
        reply=reply,
        moved=moved,
        changed=changed,
    )


def quotes_of(post: Post, viewer: Any, replies: Collection[int]) -> dict[int, Quote]:
    """Return the words of these replies about objections to `post`, as far as `viewer` may read
    them, by their ids. One query, none for none."""
    if not replies:
        return {}
    rows = _replies.rows(viewer, sorted(replies))
    return {reply: quoted(post.author_id, "", reply, *said) for reply, *said in rows}


@Statement
def _replies(viewer: Any, replies: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    found: QuerySet[Reply] = Reply.objects.readable_by(viewer).filter(pk__in=replies)
    return found.values_list("pk", *_COLUMNS)
