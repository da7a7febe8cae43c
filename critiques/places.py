"""Where on the site a reply is best read, and where its points went."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from critiques.branches import CAP, LEVELS
from critiques.models import Tag
from critiques.pages.thread import ROOTS
from critiques.sentences import names
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


def placed(reply: Reply, *, is_author: bool) -> SafeString | str:
    """Return where the points of a reply went, each linked: “Your points are a, b and 2a.”"""
    tags = Tag.objects.filter(reply=reply).exclude(point="").select_related("objection")
    links = dict.fromkeys(
        format_html('<a href="{}">{}</a>', tag.objection.get_absolute_url(), tag.objection.address)
        for tag in tags.order_by("point")
    )
    if not links:
        return "Saved." if Tag.objects.filter(reply=reply).exists() else "Left as plain text."
    told = names(list(links))
    if is_author:
        return mark_safe(f"You spoke of {told}.")  # noqa: S308
    # Joining what was escaped is safe.
    return mark_safe(f"Your point{'s are' if len(links) > 1 else ' is'} {told}.")  # noqa: S308
