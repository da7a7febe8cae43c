"""What the public reads of a thread, printed once for each version of its post."""

from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone

from critiques.pages.composer import Composer
from critiques.pages.thread import ThreadPage
from forum.models import Post

# Names and the year in dates are not part of a post's version: they may lag this long.
SECONDS = 300


def public_thread(post: Post, *, sort: str, page: int) -> dict[str, Any]:
    """Return the context of a post's page for somebody who is not signed in.

    The post was read with `readable_post` for the public just now. What is printed of it is kept
    under its version, which every write to its thread or critique raises: nothing that was
    hidden is served again.
    """
    sort = "newest" if sort == "newest" else "oldest"
    key = f"thread:{post.pk}:{post.version}:{sort}:{page}:{timezone.localdate().year}"
    context = cache.get(key)
    if context is None:
        loaded = ThreadPage.load(post=post, viewer=None, sort=sort, page=page, posted=None)
        body = render_to_string("critiques/parts/thread.html", {"page": loaded})
        context = {"body": body, "title": loaded.essay.title, "here": loaded.essay.url}
        cache.set(key, context, SECONDS)
    return context | {"composer": Composer.load(post=post, viewer=None, cards=[])}
