"""What all who see the same of a thread read of it, printed once for each version of its post."""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from critiques.record.mark import mark_of
from forum.models import Post
from threads.articles import Article, articles_of
from threads.page_numbers import OLDEST, ORDERS
from threads.pages.thread import ThreadPage
from threads.replycard import ReplyFooter, Shared
from web.page_cache import page_cache

# Stands where something of the viewer's own belongs, and between pieces: no text has it.
GAP = "\0"
# What nobody but moderators may do, and what is asked right after posting.
NEITHER = {
    "can_hide": False,
    "can_restore": False,
    "can_purge": False,
    "can_move": False,
    "hint": False,
    "hint_new": False,
    "hint_same": [],
}


class PrintedThread(NamedTuple):
    """An essay and a page of its thread, printed but for what the viewer may do.

    `essay` and `thread` are what stands before and after that.
    """

    essay: tuple[SafeString, SafeString]
    thread: tuple[SafeString, SafeString]
    articles: list[Article]


def printed(page: ThreadPage) -> PrintedThread:
    """Return a page as it was loaded for its viewer, printed for them alone."""
    return PrintedThread(_essay(page), _thread(page), articles_of(page.thread.replies))


def public_thread(
    post: Post, *, sort: str, page: int, viewer: Any, held: Collection[int]
) -> PrintedThread:
    """Return a page for somebody to whom `sees_as_public` applies, and who holds these objections.

    The post was read with `readable_post` for them just now. What is printed of it is kept
    under its mark, which every write to its thread or critique renews: nothing that was hidden is
    served again, nor anything of another site. The essay is kept once, and each page of branches
    by itself, in each time zone. Raises Http404 beyond the last page, of which nothing is kept.
    """
    sort = sort if sort in ORDERS else OLDEST
    # Days are those of the reader's zone.
    mark = f"{mark_of(post)}:{timezone.get_current_timezone_name()}"
    keys = f"essay:{mark}", f"branches:{mark}:{sort}:{page}"
    found = page_cache.get(*keys)
    if len(found) < len(keys):
        loaded = ThreadPage.load(post=post, viewer=None, sort=sort, page=page, posted=None)
        anew = GAP.join(_essay(loaded)), _packed(_thread(loaded), loaded)
        for key, text in zip(keys, anew, strict=True):
            if key not in found:
                page_cache.put(key, text)
                found[key] = text
    return _unpacked(*(found[key] for key in keys), post=post, viewer=viewer, held=held)


def _essay(page: ThreadPage) -> tuple[SafeString, SafeString]:
    return _around("threads/parts/essay.html", page)


def _thread(page: ThreadPage) -> tuple[SafeString, SafeString]:
    return _around("threads/parts/branches.html", page)


def _around(template: str, page: ThreadPage) -> tuple[SafeString, SafeString]:
    before, _, after = render_to_string(template, {"page": page, "gap": GAP}).partition(GAP)
    # Our own templates printed it.
    return mark_safe(before), mark_safe(after)  # noqa: S308


def _packed(thread: tuple[str, str], page: ThreadPage) -> str:
    facts = [
        (r["pk"], r["name"], r["state"], r["author"], r["unplaced"], r["share"])
        for r in page.thread.replies
    ]
    articles = articles_of(page.thread.replies)
    pieces = (piece.replace(GAP, "") for each in articles for piece in (each.before, each.after))
    return GAP.join([json.dumps(facts), *thread, *pieces])


def _unpacked(
    essay: str, thread: str, *, post: Post, viewer: Any, held: Collection[int]
) -> PrintedThread:
    facts, top, foot, *pieces = thread.split(GAP)
    who = viewer.pk if viewer is not None else None
    writes = who == post.author_id
    footers = (_footer(*each, who=who, writes=writes, held=held) for each in json.loads(facts))
    before, after = essay.split(GAP)
    return PrintedThread(
        # Our own templates and functions printed it.
        (mark_safe(before), mark_safe(after)),  # noqa: S308
        (mark_safe(top), mark_safe(foot)),  # noqa: S308
        [Article(*each) for each in zip(pieces[::2], footers, pieces[1::2], strict=True)],
    )


def _footer(
    pk: str,
    name: str,
    state: str,
    author: int,
    unplaced: bool,
    share: list[Any] | None,
    *,
    who: int | None,
    writes: bool,
    held: Collection[int],
) -> ReplyFooter:
    """Return what somebody may do to a reply, as `reply_cards` would of one that is public."""
    mine = author == who and state == "visible"
    shared = None if share is None or author == who or writes else Shared(*share)
    return NEITHER | {
        "pk": pk,
        "name": name,
        "state": state,
        "share": shared,
        "held": shared is not None and shared.pk in held,
        "mine": mine,
        "unfinished": mine and unplaced,
    }
