"""Writing, publishing, revising and withdrawing an essay."""

import re
import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rights import check_may_write
from forum import signals
from forum.actions.states import set_post_state
from forum.locks import lock_post
from forum.models import Post, PostRevision, State
from forum.models.posts import BODY_LIMIT
from forum.slugs import slug_for
from forum.text import RENDERER_VERSION, clean_source, excerpt, plain, render

OPENING_LENGTH = 240
HEADING = re.compile(r"<h[2-4]>.*?</h[2-4]>", re.S)


def save_draft(
    *,
    author: User,
    title: str,
    body: str,
    topics: Iterable[str],
    post_id: int | None = None,
    token: uuid.UUID | None = None,
) -> Post:
    """Keep an essay that only its author sees; a new one unless `post_id` names a draft.

    A `token` that the author has used before returns the post that it made then.
    Raises PermissionDenied, ValidationError, or Post.DoesNotExist where there is no such draft.
    """
    check_may_write(author)
    source = clean_source(body, limit=BODY_LIMIT, what="essay")
    placeholder = f"p{uuid.uuid4().hex}"
    html = render(source, placeholder)
    with transaction.atomic():
        # A new post has no row to lock yet; its author's stands in, for the same form sent twice.
        User.objects.select_for_update(no_key=True).get(pk=author.pk)
        made = Post.objects.filter(author=author, token=token).first() if token else None
        if made is not None:
            return made
        if post_id is None:
            post = Post(author=author, token=token)
        else:
            post = lock_post(viewer=author, post_id=post_id)
            if post.author_id != author.pk or post.state != State.DRAFT:
                raise Post.DoesNotExist
        _write(post, title=title, source=source, html=html, placeholder=placeholder)
        post.topics.set(topics)
    return post


def publish(*, author: User, post_id: int) -> Post:
    """Make a draft public; publishing what is public already changes nothing.

    Raises PermissionDenied, or Post.DoesNotExist unless `author` wrote it.
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        if post.author_id != author.pk:
            raise Post.DoesNotExist
        if post.state != State.DRAFT:
            return post
        now = timezone.now()
        post.state, post.state_at = State.VISIBLE, now
        post.published_at = post.active_at = now
        post.save(update_fields=["state", "state_at", "published_at", "active_at"])
        _keep_revision(post, created_at=now, note="", substantive=False)
    return post


def revise_post(
    *,
    author: User,
    post_id: int,
    title: str,
    body: str,
    topics: Iterable[str],
    note: str,
    substantive: bool,
    base_revision: int,
) -> Post:
    """Give a published essay a new wording; the earlier ones stay readable.

    `base_revision` is the revision that the author was looking at. Raises PermissionDenied,
    Post.DoesNotExist, or ValidationError (code `conflict` where there is a newer revision).
    """
    check_may_write(author)
    source = clean_source(body, limit=BODY_LIMIT, what="essay")
    placeholder = f"p{uuid.uuid4().hex}"
    html = render(source, placeholder)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        if post.author_id != author.pk:
            raise PermissionDenied("Only its author can change an essay.")
        if post.state != State.VISIBLE:
            raise ValidationError("An essay that is not public can’t be changed.")
        if post.locked_at is not None:
            raise ValidationError("This discussion is locked; nothing in it can be changed.")
        if post.revision != base_revision:
            raise ValidationError(
                f"This essay was changed while you were writing; revision {post.revision} is the "
                "latest. Your text is kept below: compare the two, then save again.",
                code="conflict",
            )
        post.topics.set(topics)
        if (post.title, post.body) == (title, source):
            return post
        post.revision += 1
        post.edited_at = timezone.now()
        _write(post, title=title, source=source, html=html, placeholder=placeholder)
        revision = _keep_revision(
            post, created_at=post.edited_at, note=note, substantive=substantive
        )
        signals.post_revised.send(Post, post=post, revision=revision)
    return post


def withdraw_post(*, author: User, post_id: int) -> Post:
    """Take back an essay: its text goes, its thread stays. A draft goes altogether.

    Raises PermissionDenied or Post.DoesNotExist.
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        if post.author_id != author.pk:
            raise PermissionDenied("Only its author can withdraw an essay.")
        if post.state not in (State.VISIBLE, State.DRAFT):
            raise ValidationError("This essay is not public; there is nothing to withdraw.")
        set_post_state(post=post, state=State.WITHDRAWN, reason="")
    return post


def opening_of(html: str) -> str:
    """Return how an essay begins, for lists of posts: 240 characters without its headings."""
    return excerpt(plain(HEADING.sub("", html)), OPENING_LENGTH)


def _write(post: Post, *, title: str, source: str, html: str, placeholder: str) -> None:
    post.title, post.slug, post.body = title, slug_for(title), source
    post.html, post.html_version = html, RENDERER_VERSION
    post.opening = opening_of(html)
    if post.pk is None:
        post.save()
    # The ids in the text carry the post's own number, which a new post has only now.
    post.html = html.replace(placeholder, f"post-{post.pk}")
    post.save(
        update_fields=[
            "title",
            "slug",
            "body",
            "html",
            "html_version",
            "opening",
            "revision",
            "edited_at",
        ]
    )


def _keep_revision(post: Post, **fields: object) -> PostRevision:
    return PostRevision.objects.create(
        post=post,
        number=post.revision,
        title=post.title,
        body=post.body,
        plain=plain(post.html),
        **fields,
    )
