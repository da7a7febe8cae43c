"""What becomes of the texts of somebody who leaves; their posts are locked by the caller."""

from accounts.models import User
from forum.actions.states import set_post_state, set_reply_state
from forum.models import Post, Reply, State, Visit

GONE = "Its writer has left."


def forget_private(*, author: User) -> None:
    """Throw away what nobody else has seen: drafts, visits, and texts that wait for approval."""
    Post.objects.filter(author=author, state=State.DRAFT).delete()
    Visit.objects.filter(user=author).delete()
    for post in Post.objects.filter(author=author, state=State.PENDING):
        set_post_state(post=post, state=State.REJECTED, reason=GONE)
    for reply in _replies(author, State.PENDING):
        set_reply_state(reply=reply, state=State.REJECTED, reason=GONE)


def withdraw_all(*, author: User) -> None:
    """Withdraw every public essay and reply of `author`; threads stay."""
    for reply in _replies(author, State.VISIBLE):
        set_reply_state(reply=reply, state=State.WITHDRAWN, reason="")
    for post in Post.objects.filter(author=author, state=State.VISIBLE):
        set_post_state(post=post, state=State.WITHDRAWN, reason="")


def _replies(author: User, state: State) -> list[Reply]:
    replies = Reply.objects.filter(author=author, state=state).select_related("post", "author")
    return list(replies.order_by("pk"))
