"""What the public reads of a thread, printed once for each version of its post."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from critiques.pages.essay import title_of
from critiques.record.mark import mark_of
from forum.models import Post
from threads.composer import Composer
from threads.pages.thread import SORTS, ThreadPage
from web.page_cache import page_cache


def public_thread(post: Post, *, sort: str, page: int) -> dict[str, Any]:
    """Return the context of a post's page for somebody who is not signed in.

    The post was read with `readable_post` for the public just now. What is printed of it is kept
    under its mark, which every write to its thread or critique renews: nothing that was hidden is
    served again, nor anything of another site. The essay is kept once, and each page of branches
    by itself. Raises Http404 beyond the last page, of which nothing is kept.
    """
    sort = sort if sort in SORTS else "oldest"
    mark = mark_of(post)
    keys = {
        "threads/parts/essay.html": f"essay:{mark}",
        "threads/parts/branches.html": f"branches:{mark}:{sort}:{page}",
    }
    found = page_cache.get(*keys.values())
    if len(found) < len(keys):
        loaded = ThreadPage.load(post=post, viewer=None, sort=sort, page=page, posted=None)
        for template, key in keys.items():
            if key not in found:
                found[key] = render_to_string(template, {"page": loaded})
                page_cache.put(key, found[key])
    return {
        # Our own templates printed it.
        "body": mark_safe("".join(found[key] for key in keys.values())),  # noqa: S308
        "title": title_of(post),
        "here": post.get_absolute_url(),
        "composer": Composer.load(post=post, viewer=None, cards=[]),
    }
