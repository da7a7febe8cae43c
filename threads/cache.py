"""What all who see the same of a thread read of it, printed once for each version of its post."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from critiques.record.mark import mark_with_votes
from forum.models import Post
from threads.buttons import essays_own
from threads.composer import Composer
from threads.marks import Marks
from threads.news.arrivals import NewReplies, Printed
from threads.news.bar import newsbar
from threads.orders import OLDEST, ORDERS
from threads.pages.thread import ThreadPage, which_of
from threads.replies.articles import filled, listed, pieces_of, printed_of
from threads.replies.footers import footers, for_visitors
from threads.replies.replycard import PublicReader, ReplyFacts
from web.page_cache import page_cache
from web.pagination import Asked

# Stands where something of the viewer's own belongs, and between pieces: no text has it.
GAP = "\0"
# No mark begins another, nor one of `critiques.views.members` or of a frame.
TOP, FOOT, THREAD, WHICH = (f"{GAP}{part}" for part in ("opening", "ending", "replies", "which"))


class PrintedThread(NamedTuple):
    """An essay, before and after what the viewer may do with it, and a page of its thread."""

    essay: tuple[str, str]
    thread: str
    # Which of its pages it is, for its title.
    which: str
    # What is around it, if that is kept.
    frame: str = ""

    def within(self, frame: str) -> str:
        """Return the page whose `frame` was printed around FRAME."""
        top, foot = self.essay
        frame = frame.replace(WHICH, self.which).replace(TOP, top).replace(FOOT, foot)
        return frame.replace(THREAD, self.thread)


# Stands for all that, where only what is around it is printed.
FRAME = PrintedThread((TOP, FOOT), THREAD, WHICH)


def printed(
    page: ThreadPage,
    *,
    post: Post,
    viewer: Any,
    told: Mapping[str, str],
    composer: Composer,
    csrf_token: Any,
) -> PrintedThread:
    """Return a page of `post` as it was loaded for its viewer, printed for them alone.

    `told` is what is told them at a reply, by its number. Two queries at most, for what is new.
    """
    top, foot = _around("threads/parts/branches.html", page)
    cards = page.thread.replies
    news = NewReplies.load(viewer, post.pk, page.until, page.thread.marks.visit)
    new = news.among(printed_of(cards)).saying(told)
    bar = newsbar(news, new, post.pk, csrf_token)
    replies = listed(
        cards,
        post=post.pk,
        composer=composer,
        csrf_token=csrf_token,
        new=new,
        muted=page.thread.marks.muted,
    )
    thread = f"{top}{bar}{replies}{foot}"
    # Our own templates and functions printed it.
    before, after = _around("threads/parts/essay.html", page)
    own = essays_own(post, viewer, page.thread.marks, composer)
    essay = mark_safe(f"{before}{own}"), after  # noqa: S308
    return PrintedThread(essay, mark_safe(thread), page.which)  # noqa: S308


def visitors_page(post: Post, *, sort: str, page: Asked, frame: Callable[[], str]) -> bytes:
    """Return a page as every visitor gets it; `frame` prints what is around FRAME in it.

    The post was read with `readable_post` for a visitor just now. Raises Http404 beyond the last.
    """
    thread, essay, around = _kept(post, sort, page, {"frame": frame})
    top, foot = essay.split(GAP.encode())
    thread = thread[: thread.rindex(GAP.encode())].replace(GAP.encode(), b"")
    around = around.replace(WHICH.encode(), which_of(sort, page).encode())
    around = around.replace(TOP.encode(), top).replace(FOOT.encode(), foot)
    return around.replace(THREAD.encode(), thread)


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
    frame: Callable[[], str] | None,
) -> PrintedThread:
    """Return a page for somebody to whom `sees_as_public` applies.

    `marks` is what of it is their own, `told` what is told them at a reply, by its number. `frame`
    prints what is around FRAME for all who get the same. The post was read with `readable_post`
    for them just now. Raises Http404 beyond the last page.
    """
    kept = _kept(post, sort, page, {"member": frame} if frame else {})
    thread, essay = (data.decode().split(GAP) for data in kept[:2])
    until, rows = json.loads(thread.pop())
    facts = [ReplyFacts(*each) for each in rows]
    reader = PublicReader(viewer.pk, viewer.pk == post.author_id, marks)
    news = NewReplies.load(viewer, post.pk, until, marks.visit)
    new = news.among(Printed(r.pk, r.parent, r.author, r.came, r.behind) for r in facts)
    new = new.saying(told)
    # Between the pieces: first the line above the list, and then three gaps for each reply.
    thread[1] = newsbar(news, new, post.pk, csrf_token)
    if new.beneath or new.new or told:
        numbers = [each.pk for each in facts]
        thread[3:-1:6], thread[7:-1:6] = new.marks(numbers), new.counts(numbers)
    thread[5:-1:6] = footers(facts, reader, post.pk, composer, csrf_token)
    replies = ((each.pk, each.author, each.state) for each in facts)
    thread[2::2] = marks.muted.folded(thread[2::2], replies)
    before, after = essay
    before += essays_own(post, viewer, marks, composer)
    # Our own templates and functions printed it.
    around = mark_safe(before), mark_safe(after)  # noqa: S308
    printed_for_all = "".join(data.decode() for data in kept[2:])
    printed_replies = mark_safe("".join(thread))  # noqa: S308
    return PrintedThread(around, printed_replies, which_of(sort, page), printed_for_all)


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
        f"essay:{mark}": lambda: GAP.join(_around("threads/parts/essay.html", loaded())),
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


def _around(template: str, page: ThreadPage) -> tuple[SafeString, SafeString]:
    before, _, after = render_to_string(template, {"page": page, "gap": GAP}).partition(GAP)
    # Our own templates printed it.
    return mark_safe(before), mark_safe(after)  # noqa: S308


def _packed(page: ThreadPage) -> str:
    """Return a page of a thread with visitors’ footers, and then what others’ are made of."""
    top, foot = _around("threads/parts/branches.html", page)
    cards, post = page.thread.replies, page.essay.pk
    pieces = [top, *(piece.replace(GAP, "") for piece in pieces_of(cards))]
    pieces[-1] += foot
    facts = [ReplyFacts.of(r) for r in cards]
    # Nothing is new to them: above the list and at each reply stands nothing but its footer.
    public = [""]
    for footer in for_visitors(cards, post, going=page.essay.going):
        public += ["", footer.replace(GAP, ""), ""]
    return GAP.join([*filled(pieces, public), json.dumps([page.until, facts])])
