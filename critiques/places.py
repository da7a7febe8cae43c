"""Where on the site a reply is best read."""

from typing import Any

from critiques.branches import CAP, LEVELS
from critiques.pages.thread import ROOTS
from forum.models import Reply


def place_of(reply: Reply, viewer: Any, query: str = "") -> str:
    """Return the address of a reply: its page of the thread, or its own page where it is deep."""
    reply.refresh_from_db(fields=["lft", "tree_id", "level"])
    anchor = f"#reply-{reply.pk}"
    if reply.level >= LEVELS or reply.lft > 2 * CAP:
        return f"{reply.get_absolute_url()}{f'?{query}' if query else ''}{anchor}"
    roots = Reply.objects.known_to(viewer).filter(post=reply.post_id, parent__isnull=True)
    root = Reply.objects.get(tree_id=reply.tree_id, parent__isnull=True)
    earlier = roots.filter(created_at__lt=root.created_at) | roots.filter(
        created_at=root.created_at, tree_id__lt=root.tree_id
    )
    page = earlier.count() // ROOTS + 1
    asked = "&".join(filter(None, [f"page={page}" if page > 1 else "", query]))
    return f"{reply.post.get_absolute_url()}{f'?{asked}' if asked else ''}{anchor}"
