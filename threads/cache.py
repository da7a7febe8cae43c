"""What all who see the same of a thread read of it, printed once for each version of its post."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import mark_safe

from critiques.record.mark import mark_with_votes
from forum.models import Post
from threads.buttons import essays_own
from threads.composer import Composer
from threads.marks import Marks
from threads.opened import GAP, page_for
from threads.orders import OLDEST, ORDERS
from threads.pages.thread import ThreadPage, which_of
from threads.printout import FOOT, THREAD, TOP, WHICH, PrintedThread, parts_around
from threads.replies.articles import filled, pieces_of
from threads.replies.footer_facts import ReplyFacts
from threads.replies.footers import for_visitors
from web.page_cache import page_cache
from web.pagination import Asked


def visitors_page(post: Post, *, sort: str, page: Asked, frame: Callable[[], str]) -> bytes:
    """Return a page as every visitor gets it; `frame` prints what is around FRAME in it.

    The post was read with `readable_post` for a visitor just now. Raises Http404 beyond the last.
    """
    thread, essay, around = _kept(post, sort, page, {"frame": frame})
    top, foot = essay.split(GAP.encode())
    thread = thread[: thread.rindex(GAP.encode())].replace(GAP.encode(), b"")
    return _within(around, which_of(sort, page), top, thread, foot)


def members_page(
    post: Post,
    *,
    sort: str,
    page: Asked,
    viewer: Any,
    marks: Marks,
    composer: Composer,
    csrf_token: Any,
    frame: Callable[[], str],
    put_into: Callable[[str], str],
) -> bytes:
    """Return a page for a member to whom `sees_as_public` applies.

    `frame` prints what is around FRAME for all who get the same, and `put_into` puts in what of it
    is the viewer’s own, as `marks` is of the thread. The post was read with `readable_post` for
    them just now. Raises Http404 beyond the last page.
    """
    thread, essay, around = _kept(post, sort, page, {"member": frame})
    own = {"post": post, "marks": marks, "composer": composer}
    thread = page_for(viewer, thread, csrf_token=csrf_token, told={}, **own)
    top, foot = essay.split(GAP.encode())
    top += essays_own(viewer=viewer, **own).encode()
    return _within(put_into(around.decode()).encode(), which_of(sort, page), top, thread, foot)


def public_thread(
    post: Post,
    *,
    sort: str,
    page: Asked,
    viewer: Any,
    marks: Marks,
    told: Mapping[str, str],
    composer: Composer,
    csrf_token: Any,
) -> PrintedThread:
    """Return the same in parts, for others to whom that applies: authors, who is barred or told
    something. `told` is what is told them at a reply, by its number."""
    thread, essay = _kept(post, sort, page, {})
    own = {"post": post, "marks": marks, "composer": composer}
    thread = page_for(viewer, thread, csrf_token=csrf_token, told=told, **own)
    before, after = essay.decode().split(GAP)
    # Our own templates and functions printed all of it.
    around = mark_safe(before + essays_own(viewer=viewer, **own)), mark_safe(after)  # noqa: S308
    replies = mark_safe(thread.decode())  # noqa: S308 (likewise)
    return PrintedThread(around, replies, which_of(sort, page))


def _within(frame: bytes, which: str, top: bytes, thread: bytes, foot: bytes) -> bytes:
    """Return the page whose `frame` was printed around FRAME."""
    frame = frame.replace(WHICH.encode(), which.encode())
    frame = frame.replace(TOP.encode(), top).replace(FOOT.encode(), foot)
    return frame.replace(THREAD.encode(), thread)


def _kept(post: Post, sort: str, page: Asked, frames: dict[str, Callable[[], str]]) -> list[bytes]:
    """Return a page of the thread, the essay, and these frames, for all who see the same of them.

    It is kept under the post’s mark, which every write to its thread or critique renews: nothing
    that was hidden is served again, nor anything of another site. The essay is kept once, and each
    page of branches by itself, in each time zone; of a page beyond the last nothing, nor of one
    that begins where no branch ends: whoever makes addresses up fills no cache.
    """
    sort = sort if sort in ORDERS else OLDEST
    # Days are those of the reader's zone.
    mark = f"{mark_with_votes(post)}:{timezone.get_current_timezone_name()}"

    @cache
    def loaded() -> ThreadPage:
        return ThreadPage.load(post=post, viewer=None, sort=sort, page=page, posted=None)

    makers = {
        f"branches:{mark}:{sort}:{_key(page, sort)}": lambda: _packed(loaded()),
        f"essay:{mark}": lambda: GAP.join(parts_around("threads/parts/essay.html", loaded())),
        **{f"{name}:{mark}": make for name, make in frames.items()},
    }
    found = page_cache.found(*makers)
    for key, make in makers.items():
        if key not in found:
            found[key] = make().encode()
            if not key.startswith("branches:") or loaded().is_known:
                page_cache.put_bytes(key, found[key])
    return [found[key] for key in makers]


def _key(page: Asked, sort: str) -> str:
    """Return what tells a page from others of a thread; raises Http404 for a place that is none."""
    if place := page.after or page.before:
        ORDERS[sort].after(place)
        return f"{'after' if page.after else 'before'}={place}"
    return str(page.page)


def _packed(page: ThreadPage) -> str:
    """Return a page of a thread with visitors’ footers, and then what others’ are made of."""
    top, foot = parts_around("threads/parts/branches.html", page)
    cards, post = page.thread.replies, page.essay.pk
    pieces = [top, *(piece.replace(GAP, "") for piece in pieces_of(cards))]
    pieces[-1] += foot
    facts = [ReplyFacts.of(r) for r in cards]
    # Nothing is new to them: above the list and at each reply stands nothing but its footer.
    public = [""]
    for footer in for_visitors(cards, post, going=page.essay.going):
        public += ["", footer.replace(GAP, ""), ""]
    return GAP.join([*filled(pieces, public), json.dumps([page.until, facts])])
