"""A page of a thread, printed for its viewer alone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum.models import Post
from threads.buttons import essays_own
from threads.composer import Composer
from threads.news.arrivals import NewReplies
from threads.news.bar import newsbar
from threads.opened import GAP
from threads.pages.thread import ThreadPage
from threads.replies.articles import listed, printed_of

# No mark begins another, nor one of `critiques.views.members` or of a frame.
TOP, FOOT, THREAD, WHICH = (f"{GAP}{part}" for part in ("opening", "ending", "replies", "which"))


class PrintedThread(NamedTuple):
    """An essay, before and after what the viewer may do with it, and a page of its thread."""

    essay: tuple[str, str]
    thread: str
    # Which of its pages it is, for its title.
    which: str


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
    top, foot = parts_around("threads/parts/branches.html", page)
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
    before, after = parts_around("threads/parts/essay.html", page)
    own = essays_own(post, viewer, page.thread.marks, composer)
    # Our own templates and functions printed all of it.
    essay = mark_safe(f"{before}{own}"), after  # noqa: S308
    thread = mark_safe(f"{top}{bar}{replies}{foot}")  # noqa: S308 (likewise)
    return PrintedThread(essay, thread, page.which)


def parts_around(template: str, page: ThreadPage) -> tuple[SafeString, SafeString]:
    """Return what a template prints before GAP and after it."""
    before, _, after = render_to_string(template, {"page": page, "gap": GAP}).partition(GAP)
    # Our own templates printed it.
    return mark_safe(before), mark_safe(after)  # noqa: S308
