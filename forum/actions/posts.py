"""Drafting and publishing an essay; `changes` has what comes after."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rights import check_may_write
from forum import signals
from forum.actions.drafts.discards import throw_away
from forum.actions.drafts.drafts import forget_sent
from forum.actions.images import forget_shown
from forum.actions.readers.follows import follow_written
from forum.actions.wordings import Wording, keep_revision, says, wording_of, write_wording
from forum.limits import check_left, check_rate, count_act, unless_sent
from forum.locks import lock_post
from forum.models import Draft, Post, PostRevision, State
from forum.places import WritingPlace

# The version of a draft that nobody has saved again.
UNTOUCHED = 0
CHANGED_ELSEWHERE = gettext_lazy(
    "This draft was changed elsewhere while you were writing. Nothing is lost: your text is in the "
    "form, the other one below it. Compare the two, then save again to keep what is in the form."
)
SENT_BEFORE = gettext_lazy(
    "This form has published “%(title)s” already. What you have changed since stands only here. "
    "Publish it again to make a second essay of it, or take it over into the first one."
)


def save_draft(
    *,
    author: User,
    title: str,
    body: str,
    topics: Iterable[str],
    in_short: str = "",
    post_id: int | None = None,
    token: uuid.UUID | None = None,
    seen: int | None = None,
    sequence: int | None = None,
) -> Post:
    """Keep an essay that only its author sees; a new one unless `post_id` names a draft.

    `seen` is the version of that draft which its author was looking at, `sequence` that of what was
    typed since, which goes. A `token` that the author
    has used before leads to the post that it made then: the same text returns it, another one goes
    on with it while it is a draft that nobody touched since.
    Raises PermissionDenied, Post.DoesNotExist where there is no such draft, or ValidationError
    (code `conflict` where the draft has another text by now, or the form was published).
    """
    check_may_write(author)
    own = Post.objects.filter(author=author)
    with unless_sent(own, token):
        check_left(what="drafts", user=author)
    wording = wording_of(writer=author, title=title, body=body, in_short=in_short)
    topics = sorted(topics)
    with transaction.atomic():
        # A new post has no row to lock yet; its author's stands in, for the same form sent twice.
        User.objects.select_for_update(no_key=True).get(pk=author.pk)
        if where := _written_at(post_id, token):
            forget_sent(writer=author, place=where, token=token, sequence=sequence)
        made = own.filter(token=token).first() if token and post_id is None else None
        if made is not None:
            if _is_the_same(made, wording, topics):
                return made
            if made.state != State.DRAFT:
                raise ValidationError(SENT_BEFORE % {"title": made.title}, code="conflict")
            post_id, seen = made.pk, UNTOUCHED
        count_act("drafts", author)
        if post_id is None:
            post = Post(author=author, token=token)
        else:
            post = _lock_draft(author, post_id)
            # The lock has raised it by one.
            is_stale = seen is not None and post.version != seen + 1
            if is_stale and not _is_the_same(post, wording, topics):
                raise ValidationError(CHANGED_ELSEWHERE, code="conflict")
            forget_shown(post)
        write_wording(post, wording)
        post.topics.set(topics)
    return post


def _written_at(post_id: int | None, token: uuid.UUID | None) -> WritingPlace | None:
    if post_id:
        return WritingPlace.of_essay(post_id)
    return WritingPlace.of_new(token) if token else None


def discard_draft(*, author: User, post_id: int) -> Draft:
    """Throw away an essay that is not published, for good after a week.

    Returns what can be put back until then: a new essay with its words, and with what was typed
    in it since it was saved. Raises PermissionDenied, or Post.DoesNotExist where there is no such
    draft.
    """
    check_may_write(author)
    with transaction.atomic():
        post = _lock_draft(author, post_id)
        typed = {
            "title": post.title,
            "in_short": post.in_short,
            "body": post.body,
            "topics": ", ".join(sorted(post.topics.names())),
        }
        kept = throw_away(writer=author, place=WritingPlace.of_essay(post_id), typed=typed)
        post.delete()
    return kept


def publish(*, author: User, post_id: int) -> Post:
    """Make a draft public; publishing what is public already changes nothing.

    It waits for a moderator first where its author does.

    Raises PermissionDenied, or Post.DoesNotExist unless `author` wrote it.
    """
    check_may_write(author)
    # Whatever is done to what is public locks it before its author, and here it is the other way.
    public = Post.objects.filter(pk=post_id, author=author).exclude(state=State.DRAFT).first()
    if public is not None:
        return public
    with transaction.atomic():
        # In the order in which a draft is saved; the limit counts under this lock, too.
        User.objects.select_for_update(no_key=True).get(pk=author.pk)
        post = lock_post(viewer=author, post_id=post_id)
        if post.author_id != author.pk:
            raise Post.DoesNotExist
        if post.state != State.DRAFT:
            return post
        published = PostRevision.objects.filter(post__author=author, number=1)
        check_rate(what="posts", user=author, made=published, at="created_at")
        now = timezone.now()
        post.state = State.PENDING if author.awaits_approval else State.VISIBLE
        post.state_at = now
        if post.state == State.VISIBLE:
            post.published_at = post.active_at = post.top_at = now
        post.save(update_fields=["state", "state_at", "published_at", "active_at", "top_at"])
        keep_revision(post, created_at=now, note="", substantive=False)
        follow_written(writer=author, post_id=post.pk)
        if post.state == State.VISIBLE:
            signals.post_published.send(Post, post=post)
    return post


def _is_the_same(post: Post, wording: Wording, topics: list[str]) -> bool:
    """Whether a form says what is there: in a draft now, in an essay as it was first published."""
    first = post if post.state == State.DRAFT else post.revisions.filter(number=1).first()
    return says(first, wording) and sorted(post.topics.names()) == topics


def _lock_draft(author: User, post_id: int) -> Post:
    post = lock_post(viewer=author, post_id=post_id)
    if post.author_id != author.pk or post.state != State.DRAFT:
        raise Post.DoesNotExist
    return post
