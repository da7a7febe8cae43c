"""Every wording of an essay, with the objections because of which it changed."""

from dataclasses import dataclass
from typing import Any, Self

from critiques.record.cards import cards_for
from critiques.record.receipts import ReceiptLine, receipts_of
from forum.models import Post, State
from threads.pages.revisions.differences import RevisionsPage
from web.pagination import Asked


@dataclass(frozen=True)
class PostRevisionsPage:
    """The wordings of an essay, and why the two that are compared differ. Eight queries at most.

    `receipts_for` is the revision for which the viewer may name objections, or 0.
    """

    wordings: RevisionsPage
    post: int
    because: list[ReceiptLine]
    receipts_for: int

    @classmethod
    def load(cls, *, viewer: Any, post_id: int, old: str, new: str, page: Asked) -> Self:
        """Load it for a post that `viewer` may read; raises Post.DoesNotExist or Http404."""
        wordings = RevisionsPage.of_post(
            viewer=viewer, post_id=post_id, old=old, new=new, page=page
        )
        post = Post.objects.readable_by(viewer).with_readable(viewer).get(pk=post_id)
        cards = cards_for([post_id], viewer)
        between = range(wordings.old + 1, wordings.new + 1)
        mine = viewer is not None and viewer.pk == post.author_id
        asks = mine and cards and post.state == State.VISIBLE and not post.locked_at
        return cls(
            wordings=wordings,
            post=post_id,
            because=[line for line in receipts_of(post, cards) if line.change.revision in between],
            receipts_for=wordings.new if asks and wordings.new > 1 else 0,
        )
