"""Replies of one post, read in bulk and put into reading order as a flat list.

The list carries where each nested list opens and closes, so that a template prints any depth in
one pass, without recursion.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Length

from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from forum.models import Reply, State
from forum.visibility import known_beneath

# Levels on one page; what is deeper is behind “Continue this thread”.
LEVELS = 12
# Replies of one top-level reply on one page, about: in reading order, at most twice as many.
CAP = 60
# Characters of HTML on one page, about; beyond, what is longer than LONG is behind a link.
TEXTS, LONG = 250_000, 4_000


class ReplyRow(NamedTuple):
    """One reply as the database gives it."""

    pk: int
    parent: int | None
    level: int
    lft: int
    rght: int
    tree: int
    state: str
    reason: str
    state_at: datetime
    created_at: datetime
    edited_at: datetime | None
    # None where it is too long for what else is on the page.
    html: str | None
    author: int
    username: str
    display_name: str
    # The essay it was written beneath, where it was moved to another; whether it was moved to where
    # it stands; and the essay that it became.
    home: int | None
    moved: bool
    essay: int | None
    readable: bool
    # How many found it worth reading.
    votes: int = 0
    # Whether more stands beneath than is on the page.
    more: bool = False

    @property
    def name(self) -> str:
        """The writer's name as readers see it."""
        return shown_name_of(self.display_name, self.username)


FIELDS = (
    "pk",
    "parent_id",
    "level",
    "lft",
    "rght",
    "tree_id",
    "state",
    "state_reason",
    "state_at",
    "created_at",
    "edited_at",
    "text",
    "author_id",
    "author__username",
    "author__display_name",
    "home_id",
    "moved",
    "essay_id",
    "readable",
    "votes",
    "more",
)


@dataclass(slots=True)
class ReplyPlace:
    """A row's place in the list that is printed."""

    row: ReplyRow
    opens: bool = False
    # How many nested lists end after it.
    closes: int = 0
    # Replies beneath it on this page, and whether there are more elsewhere.
    beneath: int = 0
    more: bool = False


def rows_of(
    replies: Any, viewer: Any, limit: int | None = None, *, deepest: int = LEVELS - 1
) -> list[ReplyRow]:
    """Return the first `limit` replies that `viewer` may know of, as rows. One query.

    Once there are so many characters before it a long one is left out, but of a single reply. A row
    at the level `deepest` says whether there is more beneath it, and one at the top whether
    there is more beyond what is shown of its tree.
    """
    known = _as_rows(replies, viewer, deepest)
    return [ReplyRow._make(values) for values in (known if limit is None else known[:limit])]


def _as_rows(replies: Any, viewer: Any, deepest: int) -> QuerySet:
    more = Case(
        When(Q(level__gte=deepest) & known_beneath(viewer), then=True),
        When(Q(level=0, rght__gt=2 * CAP + 1) & known_beneath(viewer, 2 * CAP), then=True),
        default=False,
    )
    before = Window(Sum(Length("html")), order_by=[F("tree_id"), F("lft")]) - Length("html")
    known = replies.known_to(viewer).with_readable(viewer).alias(before=before, long=Length("html"))
    text = Case(When(before__gt=TEXTS, long__gt=LONG, then=Value(None)), default="html")
    return known.annotate(more=more, text=text).values_list(*FIELDS)


@Statement
def _trees(viewer: Any, post_id: int, trees: Sequence[int]) -> QuerySet:
    replies = Reply.objects.filter(
        post=post_id, tree_id__in=trees, lft__lte=2 * CAP, level__lt=LEVELS
    )
    return _as_rows(replies.order_by("tree_id", "lft"), viewer, LEVELS - 1)


def whole_trees(post_id: int, trees: Sequence[int], viewer: Any) -> list[ReplyRow]:
    """Return the replies of these trees, in the order of `trees`, capped and 12 levels deep."""
    rows = [ReplyRow._make(values) for values in _trees.rows(viewer, post_id, trees)]
    order = {tree: position for position, tree in enumerate(trees)}
    return sorted(rows, key=lambda row: order[row.tree])


def best_first(rows: Sequence[ReplyRow]) -> list[ReplyRow]:
    """Return rows in reading order with siblings by how many found them worth reading, and then in
    the order that they had; each is followed by what is beneath it. Trees stay in their order."""
    beneath: dict[int | None, list[ReplyRow]] = defaultdict(list)
    for row in rows:
        beneath[row.parent].append(row)
    found: list[ReplyRow] = []
    ahead = beneath.pop(None, [])[::-1]
    while ahead:
        found.append(ahead.pop())
        # The last of those ahead is the next one.
        ahead += sorted(beneath.get(found[-1].pk, []), key=_worth, reverse=True)[::-1]
    return found


def _worth(row: ReplyRow) -> int:
    return row.votes if row.state == State.VISIBLE else 0


def nest(rows: Sequence[ReplyRow], deepest: int) -> list[ReplyPlace]:
    """Return the rows, in reading order, with where lists open and close.

    `deepest` is the last level shown. A row whose parent is not among them stands at the level
    of the lists that are open.
    """
    places: list[ReplyPlace] = []
    path: list[ReplyPlace] = []
    for row in rows:
        while path and path[-1].row.pk != row.parent:
            places[-1].closes += 1
            path.pop()
        place = ReplyPlace(row)
        if path:
            path[-1].opens = True
            for above in path:
                above.beneath += 1
        place.more = row.level >= deepest and row.more
        places.append(place)
        path.append(place)
    if places:
        places[-1].closes += len(path)
    # The innermost row closes itself; only lists that were opened are closed after it.
    for place in places:
        place.closes -= 1 if not place.opens else 0
    return places
