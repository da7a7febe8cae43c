"""Moving a text from one state to another; the rights to do so are checked by the callers."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count, F, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy

from forum import signals
from forum.models import Post, Reply, State
from forum.querysets import ReplyQuerySet
from forum.states import check_transition

MADE_ESSAY = gettext_lazy("This is an essay of its own now.")


def set_post_state(*, post: Post, state: State, reason: str) -> None:
    """Put a post that this transaction has locked into `state`, with the reason readers see.

    Raises ValidationError (code `conflict`) where `forum.states` has no such step.
    """
    _require_transaction()
    was = State(post.state)
    check_transition(was, state)
    post.state, post.state_at, post.state_reason = state, timezone.now(), reason
    post.save(update_fields=["state", "state_at", "state_reason"])
    signals.post_state_changed.send(Post, post=post, was=was)


def set_reply_state(*, reply: Reply, state: State, reason: str) -> None:
    """Put a reply, whose post this transaction has locked, into `state`, and count anew.

    Raises ValidationError (code `conflict`) where `forum.states` has no such step.
    """
    _require_transaction()
    if reply.essay_id is not None:
        raise ValidationError(MADE_ESSAY, code="conflict")
    was = State(reply.state)
    check_transition(was, state)
    reply.state, reply.state_at, reply.state_reason = state, timezone.now(), reason
    reply.save(update_fields=["state", "state_at", "state_reason"])
    _count(reply.post_id, _more_public(was, state))
    signals.reply_state_changed.send(Reply, reply=reply, was=was)


def set_reply_states(*, replies: ReplyQuerySet, state: State, reason: str) -> None:
    """Put replies, whose posts this transaction has locked, into `state`, and count anew.

    The query may not find them by their state, which changes. As many statements for ten as for
    thousands; one more for each of their posts. Raises what `set_reply_state` raises.
    """
    _require_transaction()
    if replies.filter(essay__isnull=False).exists():
        raise ValidationError(MADE_ESSAY, code="conflict")
    more: Counter[int] = Counter()
    groups = replies.order_by().values_list("post", "state").annotate(Count("pk"))
    for post_id, was, count in groups:
        check_transition(was, state)
        more[post_id] += count * _more_public(was, state)
    if not more:
        return
    replies.order_by().update(state=state, state_at=timezone.now(), state_reason=reason)
    for post_id, change in sorted(more.items()):
        _count(post_id, change)
    signals.replies_state_changed.send(Reply, replies=replies, state=state)


def count_anew(post: Post) -> None:
    """Write how many public replies a locked post has, and when the last was written."""
    count = Reply.objects.public().filter(post=post).count()
    Post.objects.filter(pk=post.pk).update(reply_count=count, active_at=_last_active(post.pk))


def _more_public(was: str, state: State) -> int:
    return (state == State.VISIBLE) - (was == State.VISIBLE)


def _count(post_id: int, more: int) -> None:
    if more:
        post = Post.objects.filter(pk=post_id)
        post.update(reply_count=F("reply_count") + more, active_at=_last_active(post_id))


def _last_active(post_id: int) -> Coalesce:
    """What is not public keeps no essay on top of the list."""
    public = Reply.objects.public().filter(post=post_id).order_by("-created_at")
    return Coalesce(Subquery(public.values("created_at")[:1]), F("published_at"), F("created_at"))


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A state changes under the post's lock.")
