"""What a moderator sees before moving replies: what goes along, and what stays."""

from dataclasses import dataclass
from typing import Any, Self

from critiques.models import Tag
from critiques.record.cards import ObjectionCard, cards_for
from forum.actions.tree_numbers import branch_of
from forum.models import Post, Reply
from forum.text import attributed_words, excerpt


@dataclass(frozen=True)
class MovingPage:
    """A reply with what stands beneath it, or a whole thread. Six queries at most."""

    post: Post
    reply: Reply | None
    words: str
    replies: int
    # The objections that these replies speak of.
    objections: list[ObjectionCard]
    back: str

    @classmethod
    def of_reply(cls, *, moderator: Any, reply_id: int) -> Self:
        """Load it for a reply; raises Reply.DoesNotExist where `moderator` may not know it."""
        known = Reply.objects.known_to(moderator).filter(essay=None)
        reply = known.select_related("post", "author").get(pk=reply_id)
        branch = branch_of(reply)
        spoken = Tag.objects.filter(reply__in=branch.values("pk"))
        ids = set(spoken.order_by().values_list("objection", flat=True).distinct())
        cards = cards_for([reply.post_id], moderator)
        return cls(
            post=reply.post,
            reply=reply,
            words=excerpt(attributed_words(reply.html), 200),
            replies=branch.count() - 1,
            objections=[card for pk, card in cards.items() if pk in ids],
            back=reply.get_absolute_url(),
        )

    @classmethod
    def of_post(cls, *, moderator: Any, post_id: int) -> Self:
        """Load it for a whole thread; raises Post.DoesNotExist where it is not public."""
        post = Post.objects.known_to(moderator).select_related("author").get(pk=post_id)
        count = Reply.objects.public().filter(post=post).count()
        cards = cards_for([post.pk], moderator)
        return cls(post, None, post.title, count, list(cards.values()), post.get_absolute_url())
