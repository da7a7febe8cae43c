"""The essay with its thread."""

from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from critiques.pages.essay import Essay
from critiques.pages.letters import Waiting
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.reading import reading_of
from critiques.record.receipts import ReceiptLine, receipts_of
from forum.models import Post
from threads.branches import CAP, LEVELS, ReplyRow, best_first, nest, whole_trees
from threads.composer import Composer
from threads.marks import Marks, marks_in
from threads.news.arrivals import newest_of
from threads.orders import DISCUSSED, NEWEST, OLDEST, TOP
from threads.page_numbers import branches_on
from threads.pages.best import BestReply, best_of
from threads.pages.roles import parts_of
from threads.replies.cards import reply_cards
from threads.replies.chips import chips_for
from threads.replies.moved import Pointer, pointers_of
from threads.replies.replycard import ReplyCard, Rest
from threads.revisions import EssayRevisions, told_of
from web.pagination import FIRST, Asked

THANKED = 50
SORTS = {
    OLDEST: pgettext_lazy("order of replies", "Oldest first"),
    NEWEST: pgettext_lazy("order of replies", "Newest first"),
    DISCUSSED: pgettext_lazy("order of replies", "Most discussed"),
    TOP: pgettext_lazy("order of replies", "Worth reading"),
}
# As titles end.
IN_TITLES = {
    NEWEST: gettext_lazy(", newest first"),
    DISCUSSED: gettext_lazy(", most discussed"),
    TOP: gettext_lazy(", worth reading"),
}


@dataclass(frozen=True)
class Thread:
    """Replies as they are printed."""

    replies: list[ReplyCard]
    waiting: Waiting
    composer: Composer
    # The latest changes because of objections, and how many more there are.
    thanks: list[ReceiptLine]
    more_thanks: int
    # What was moved elsewhere from the top of the thread.
    moved: list[Pointer]
    # What the viewer has marked of it.
    marks: Marks
    # To which earlier revisions of the essay replies of the page were written, in a sentence.
    older: SafeString


@dataclass(frozen=True)
class ThreadPage:
    """An essay and a page of its thread: whole branches, each with about 60 replies at most.

    Twelve queries for the public, one more for who is signed in, whatever the size.
    """

    essay: Essay
    thread: Thread
    sort: str
    sorts: list[tuple[str, str, bool]]
    # Which replies most found worth reading, above the first page.
    best: list[BestReply]
    newer_url: str
    older_url: str
    # Whether it is one of the pages that there are only so many of.
    is_known: bool
    # Which page it is, for its title.
    which: str
    # When the newest reply of the thread came that the page can have, as a number.
    until: int

    @classmethod
    def load(cls, *, viewer: Any, post: Post, sort: str, page: Asked, posted: int | None) -> Self:
        """Load a page of a post that `readable_post` returned for `viewer`.

        `posted` is the id of a reply that the viewer has posted just now. Raises Http404 beyond the
        last page.
        """
        sort = sort if sort in SORTS else OLDEST
        until = newest_of(post.pk)
        branches = branches_on(page, post_id=post.pk, viewer=viewer, sort=sort)
        rows = whole_trees(post.pk, branches.trees, viewer)
        rows = best_first(rows) if sort == TOP else rows
        base = post.get_absolute_url()
        query = "" if sort == OLDEST else f"sort={sort}&"

        def page_url(asked: str) -> str:
            return f"{base}?{query}{asked}#thread" if asked else ""

        # What visitors get is kept whole.
        signed_in = viewer is not None and viewer.is_authenticated
        cards = reading_of(post, viewer).cards if signed_in else cards_for([post.pk], None)
        return cls(
            essay=Essay.of(post, viewer).with_notes(cards.values()),
            thread=thread_of(
                post, rows, viewer, cards, deepest=LEVELS - 1, posted=posted, rests=_rests(rows)
            ),
            sort=sort,
            sorts=[(str(of), f"{base}?sort={k}#thread", k == sort) for k, of in SORTS.items()],
            best=best_of(post) if page == FIRST and sort != TOP else [],
            newer_url=page_url(branches.newer),
            older_url=page_url(branches.older),
            is_known=branches.is_known,
            until=until,
            which=which_of(sort, page),
        )


def which_of(sort: str, page: Asked) -> str:
    """Return what tells a page of a thread from its first, as its title ends; or nothing."""
    order = str(IN_TITLES.get(sort, ""))
    if page.page > 1:
        return order + gettext(", page %(number)d") % {"number": page.page}
    return order + (gettext(", more replies") if page.after or page.before else "")


def _rests(rows: list[ReplyRow]) -> dict[int, Rest]:
    """Return, by the last reply shown of each tree that was cut, where the rest of it is."""
    roots = {row.tree: row for row in rows if row.parent is None}
    last = {row.tree: row.pk for row in rows}
    return {
        last[tree]: Rest(
            f"{reverse('reply-permalink', args=[root.pk])}?after={2 * CAP}",
            (tree, 2 * CAP, root.rght),
        )
        for tree, root in roots.items()
        if root.more
    }


def thread_of(
    post: Post,
    rows: list[ReplyRow],
    viewer: Any,
    cards: dict[int, ObjectionCard],
    *,
    deepest: int,
    posted: int | None,
    rests: dict[int, Rest],
) -> Thread:
    ids = [row.pk for row in rows]
    signed_in = viewer is not None and viewer.is_authenticated
    pointers, marks = pointers_of(post), marks_in(post, viewer)
    thanks = receipts_of(post, cards) if post.readable else []
    return Thread(
        replies=reply_cards(
            nest(rows, deepest),
            post=post,
            viewer=viewer,
            chips=chips_for(ids, cards),
            marks=marks,
            parts=parts_of(post, viewer, cards) if posted and signed_in else frozenset(),
            posted=posted,
            rests=rests,
            pointers=pointers,
        ),
        waiting=Waiting.of(cards.values(), questions=True),
        composer=Composer.load(post=post, viewer=viewer, cards=list(cards.values())),
        thanks=thanks[:THANKED],
        more_thanks=len(thanks[THANKED:]),
        moved=pointers.moved.get(0, []),
        marks=marks,
        older=told_of(EssayRevisions(post).older(row.created_at for row in rows)),
    )
