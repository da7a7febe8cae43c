"""What a viewer may do with an essay."""

from typing import Any, NamedTuple, Self

from accounts.permissions import may
from forum.models import Post
from forum.states import PURGEABLE


class EssayActions(NamedTuple):
    """What decides on what a viewer may do with an essay."""

    pk: int
    state: str
    mine: bool
    staff: bool
    locked: bool
    pinned: bool
    can_purge: bool

    @classmethod
    def of(cls, post: Post, viewer: Any) -> Self:
        """Return it for a post that `viewer` may know of."""
        return cls(
            pk=post.pk,
            state=post.state,
            mine=viewer is not None and viewer.pk == post.author_id,
            staff=may(viewer, "moderation.moderate"),
            locked=post.locked_at is not None,
            pinned=post.pinned_at is not None,
            can_purge=may(viewer, "moderation.purge") and post.state in PURGEABLE,
        )
