"""Which words on an objection readers can see, wherever the reply that says them is now."""

from collections import defaultdict

from django.db.models import Q

from critiques.models import Objection, Position, Tag
from forum.models import Post, Reply
from forum.querysets import ReplyQuerySet


def others_of(post_id: int) -> set[int]:
    """Return the other posts whose objections replies of a post speak of. One query."""
    replies = _wanderers(post_id).values("pk")
    tags = Tag.objects.filter(reply__in=replies).order_by()
    positions = Position.objects.filter(reply__in=replies).order_by()
    both = tags.values_list("objection__post").union(positions.values_list("objection__post"))
    return {pk for (pk,) in both} - {post_id}


def answered_from(post: Post) -> dict[Post, list[Objection]]:
    """Return the objections to other posts whose author speaks of them in replies of this one."""
    replies = _wanderers(post.pk).values("pk")
    found = Objection.objects.filter(positions__reply__in=replies).exclude(post=post)
    by_post = defaultdict(list)
    for objection in found.select_related("post", "merged_into").distinct():
        by_post[objection.post].append(objection)
    return by_post


def _wanderers(post_id: int) -> ReplyQuerySet:
    """Return the replies of a post that were beneath another once, or of which it was made."""
    return Reply.objects.filter(Q(post=post_id, home__isnull=False) | Q(essay=post_id)).order_by()
