"""What a report or a decision is about: a reply, or the essay itself."""

from typing import Any, NamedTuple

from accounts.models import User
from forum.locks import lock_post_and_others, lock_reply
from forum.models import Post, Reply, State

HIDDEN = (State.HIDDEN, State.AUTO_HIDDEN)
REMOVABLE = (State.VISIBLE, State.AUTO_HIDDEN)


class Target(NamedTuple):
    """An essay (`reply` is None) or one of its replies; its post is locked."""

    post: Post
    reply: Reply | None

    @property
    def item(self) -> Post | Reply:
        """The text itself."""
        return self.reply or self.post

    @property
    def writer(self) -> User:
        """Who wrote it."""
        return self.item.author

    @property
    def where(self) -> dict[str, Any]:
        """The same as fields of a report or a line of the log."""
        return {"post": self.post, "reply": self.reply, "objection": None}

    @property
    def line(self) -> dict[str, Any]:
        """The same with whom it concerns: as fields of a line of the log."""
        return self.where | {"person": self.writer}


def lock_target(*, viewer: Any, post_id: int | None, reply_id: int | None) -> Target:
    """Lock the post and return the target, read afresh under the lock.

    Give the id of a reply, or of a post. Raises ObjectDoesNotExist where `viewer` may not know
    of it, and TransactionManagementError outside a transaction.
    """
    if reply_id is not None:
        return Target(*lock_reply(viewer=viewer, reply_id=reply_id))
    return Target(lock_post_and_others(viewer=viewer, post_id=post_id or 0), None)
