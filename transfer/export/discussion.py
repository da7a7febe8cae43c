"""A discussion as its file: what somebody who is not signed in may read, and no more."""

from collections.abc import Iterator

from critiques.models import Round
from forum.models import Post
from transfer.export.objections import ReplyIds, objection_items, readable_objections
from transfer.export.post import post_item
from transfer.export.replies import reply_items, shown_replies
from transfer.parse.discussion import FORMAT
from transfer.values import time_of
from web.pieces import pieces_of


def exported(post_id: int) -> Iterator[str]:
    """Yield the file of a discussion in pieces, ending in a line end.

    Twenty-two queries, and a few more for each batch of replies and of objections: what it takes
    of memory does not grow with their texts.

    A hidden or withdrawn reply stands in it, without text and writer, where others have answered
    it; an objection that was raised in one, or in none that is shown, is raised in null. People
    who left hold nothing, and what else they said of objections stays said. Raises
    Post.DoesNotExist before the first piece unless the post is public.
    """
    post = Post.objects.readable_by(None).select_related("author").get(pk=post_id)
    replies = shown_replies(post)
    names = {reply.pk: f"r{n}" for n, reply in enumerate(replies, 1)}
    readable: ReplyIds = {each.pk: names[each.pk] for each in replies if each.readable}
    objections = readable_objections(post)
    numbers = {objection.pk: objection.number for objection in objections}
    discussion = {
        "format": FORMAT,
        "post": post_item(post, numbers),
        "rounds": [
            {"number": each.number, "opened": time_of(each.opened_at)}
            for each in Round.objects.filter(post=post)
        ],
        "replies": reply_items(replies, names, numbers),
        "objections": objection_items(post, objections, readable, numbers),
    }
    yield from pieces_of(discussion)
    yield "\n"
