"""Which replies of a thread are new to its reader: what came since their last visit to it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple, Self

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext, npgettext, pgettext

from accounts.statements import Statement
from forum.models import Post, Reply, Visit
from web.orders import moment_of, number_of

# So many new ones are counted one by one; of more it is said that they are more.
MOST = 1_000


class Printed(NamedTuple):
    """What of a reply on a page tells whether it is new, and to which folds above it counts.

    `came` is when it became public, as a number; 0 while it is not. `behind` is where in its
    tree that stands to which it leads on, on another page.
    """

    pk: str
    parent: str
    author: int
    came: int
    behind: Sequence[int] | None


@dataclass(frozen=True)
class NewReplies:
    """What came into a thread since the reader's last visit; none for whoever is new to it.

    `until` is when the newest reply came that their page can have, as a number.
    """

    reader: int | None
    until: int
    since: datetime | None = None
    # Where these replies stand, branch by branch: the tree, the place in it, their number.
    found: Sequence[tuple[int, int, int]] = ()

    @classmethod
    def load(cls, viewer: Any, post_id: int, until: int, visit: Visit | None) -> Self:
        """Return it for who was last here on this `visit`; one query where anything came since."""
        if viewer is None or not viewer.is_authenticated:
            return cls(None, until)
        if visit is None:
            return cls(viewer.pk, until)
        since = visit.new_since(timezone.now()) or visit.at
        if number_of(since) >= until:
            return cls(viewer.pk, until, since)
        new = Reply.objects.new_to(viewer, since).filter(post=post_id)
        new = new.filter(state_at__lte=moment_of(until)).order_by("tree_id", "lft")
        found = new.values_list("tree_id", "lft", "pk")
        return cls(viewer.pk, until, since, list(found[: MOST + 1]))

    def among(self, replies: Iterable[Printed]) -> "NewMarks":
        """Return what of it is on a page with these replies, in their order."""
        if not self.found or self.since is None:
            return NO_MARKS
        since, parents, beneath = number_of(self.since), {}, Counter[str]()
        new: dict[str, None] = {}
        for pk, parent, author, came, behind in replies:
            parents[pk] = parent
            if behind and (count := self._within(*behind)):
                beneath[pk] = count
            if since < came <= self.until and author != self.reader:
                new[pk] = None
                while parent in parents:
                    beneath[parent] += 1
                    parent = parents[parent]
        return NewMarks(tuple(new), beneath)

    def beyond(self, marks: "NewMarks") -> list[int]:
        """Return what of it is not on the page with these marks."""
        here = set(map(int, marks.new))
        return [pk for _, _, pk in self.found if pk not in here]

    def _within(self, tree: int, lft: int, rght: int) -> int:
        """Return how many of it stand between these places; 0 if not all were counted."""
        if len(self.found) > MOST:
            return 0
        first, end = ((tree, at, 0) for at in (lft + 1, rght))
        return bisect_left(self.found, end) - bisect_left(self.found, first)


@dataclass(frozen=True)
class NewMarks:
    """The new replies on a page, in its order, and how many are beneath each that has any: on the
    page, or on the one to which it leads on."""

    new: tuple[str, ...]
    beneath: Mapping[str, int]
    # What is told the reader at a reply, after something they did.
    told: Mapping[str, str] = field(default_factory=dict)

    def saying(self, told: Mapping[str, str]) -> "NewMarks":
        """Return them with what is told, as HTML, by the number of the reply where one lands."""
        return replace(self, told=told)

    def marks(self, replies: Iterable[str]) -> list[str]:
        """Return what stands in the byline of each of these replies."""
        following = dict(zip_longest(self.new, self.new[1:], fillvalue=""))
        return [
            (_mark(following[pk]) if pk in following else "") + self.told.get(pk, "")
            for pk in replies
        ]

    def counts(self, replies: Iterable[str]) -> list[str]:
        """Return what stands at the fold, or at what leads on, beneath each of these replies."""
        return [count_of(self.beneath[pk]) if pk in self.beneath else "" for pk in replies]


NO_MARKS = NewMarks((), {})


def _mark(following: str) -> str:
    if not following:
        return f'<span class="new">{pgettext("a reply", "New")}</span>'
    words = gettext('New<span class="vh">, to the next new reply</span>')
    return f'<a class="new" href="#reply-{following}">{words}</a>'


def count_of(new: int) -> str:
    """Return how many replies are new, as it stands at a fold or at an essay in a list."""
    said = npgettext("replies", "%(count)d new", "%(count)d new", new) % {"count": new}
    return f' <span class="new">{said}</span>'


@Statement
def _newest(_: Any, post_id: int) -> QuerySet:
    public = Reply.objects.public().filter(post=post_id).order_by()
    return public.values("post").annotate(newest=Max("state_at")).values_list("newest", flat=True)


def newest_of(post_id: int) -> int:
    """Return when the newest public reply of a thread came, as a number. One query.

    Asked before the replies of a page are read: what comes in between is new at the next visit.
    """
    found = _newest.rows(None, post_id)
    return number_of(found[0]) if found else 0


@Statement
def _unread(viewer: Any, posts: Sequence[int]) -> QuerySet:
    new = Reply.objects.new_to(viewer, OuterRef("at")).filter(post=OuterRef("post")).order_by()
    count = new.values("post").annotate(count=Count("pk")).values("count")
    visits = Visit.objects.filter(user=viewer, part=Visit.Part.THREAD, post__in=posts)
    return visits.annotate(new=Subquery(count)).values_list("post", "new")


def new_in(posts: Sequence[int], viewer: Any) -> dict[int, int]:
    """Return how many new replies each of these posts has that has any, for its list.

    The reader knows of each post. One query if signed in, else none.
    """
    if viewer is None or not viewer.is_authenticated:
        return {}
    return {post: new for post, new in _unread.rows(viewer, posts) if new}


class SinceAsked(NamedTuple):
    """A post as it is now, and how many replies of others came into it after a moment."""

    post: Post
    new: int


def arrived_after(post_id: int, after: int, viewer: Any) -> SinceAsked:
    """Return how many replies came after `after`. One query. Raises Post.DoesNotExist."""
    new = Reply.objects.new_to(viewer, moment_of(after)).filter(post=OuterRef("pk")).order_by()
    count = new.values("post").annotate(count=Count("pk")).values("count")
    posts = Post.objects.known_to(viewer).annotate(new=Subquery(count))
    post = posts.only("version", "stamp").get(pk=post_id)
    return SinceAsked(post, post.new or 0)
