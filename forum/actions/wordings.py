"""Putting an essay's words into its row, and keeping each wording as a revision."""

import re
import uuid
from typing import NamedTuple

from accounts.models import User
from forum.actions.images import images_in, note_shown
from forum.actions.kinds import ESSAY, IN_SHORT, TITLE
from forum.addresses import slug_for
from forum.models import Post, PostRevision
from forum.models.posts import BODY_LIMIT, IN_SHORT_LIMIT, TITLE_LIMIT
from forum.sources import clean_line, clean_source
from forum.text import RENDERER_VERSION, attributed_words, excerpt, plain, render_shown

OPENING_LENGTH = 240
HEADING = re.compile(r"<h([2-6])\b.*?</h\1>", re.S)


class Wording(NamedTuple):
    """An essay's title, its claim in short and its text, made safe before anything is locked."""

    title: str
    in_short: str
    source: str
    html: str
    placeholder: str


def wording_of(*, writer: User, title: str, body: str, in_short: str = "") -> Wording:
    """Return what `writer` is to write; raises ValidationError where the text is refused."""
    in_short = clean_in_short(in_short)
    source = clean_source(body, limit=BODY_LIMIT, what=ESSAY)
    placeholder = f"post-{uuid.uuid4().hex}"
    html = render_shown(source, placeholder, images=images_in(source, writer), what=ESSAY)
    return Wording(clean_title(title), in_short, source, html, placeholder)


def clean_title(title: str) -> str:
    """Return a title on one line; raises ValidationError where it is too long or shows nothing."""
    return clean_line(title, limit=TITLE_LIMIT, what=TITLE)


def says(text: Post | PostRevision | None, wording: Wording) -> bool:
    """Whether a text has just these words already."""
    said = (text.title, text.in_short, text.body) if text is not None else ()
    return said == (wording.title, wording.in_short, wording.source)


def clean_in_short(in_short: str) -> str:
    """Return what an essay claims, on one line; raises ValidationError where it is too long."""
    return clean_line(in_short, limit=IN_SHORT_LIMIT, what=IN_SHORT)


def write_wording(post: Post, wording: Wording) -> None:
    """Write a wording, with the revision and the time that `post` has in memory."""
    post.title, post.slug, post.body = wording.title, slug_for(wording.title), wording.source
    post.in_short = wording.in_short
    post.html, post.html_version = wording.html, RENDERER_VERSION
    post.opening = opening_of(wording.html)
    if post.pk is None:
        post.save()
    # The ids in the text carry the post's own number, which a new post has only now.
    post.html = wording.html.replace(wording.placeholder, f"post-{post.pk}")
    post.save(
        update_fields=[
            "title",
            "slug",
            "in_short",
            "body",
            "html",
            "html_version",
            "opening",
            "revision",
            "edited_at",
        ]
    )
    note_shown(post)


def keep_revision(post: Post, **fields: object) -> PostRevision:
    """Keep the present wording of `post` for ever."""
    return PostRevision.objects.create(
        post=post,
        number=post.revision,
        title=post.title,
        in_short=post.in_short,
        body=post.body,
        plain=plain(post.html),
        **fields,
    )


def opening_of(html: str) -> str:
    """Return how an essay begins, for lists of posts: 240 characters without its headings."""
    return excerpt(attributed_words(HEADING.sub("", html)), OPENING_LENGTH)
