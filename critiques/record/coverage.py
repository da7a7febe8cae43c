"""What a summary covers: every publicly visible reply of a post, in one of five lists."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.statements import Statement
from critiques.models import PointsDecision, Tag
from critiques.record.mark import MarkSeen, seen_of
from critiques.words import Act, Kind
from forum.models import Post, Reply, State

# What one reply does, and what several do.
KINDS = {
    "placed": (
        "raises or joins an objection or answers one",
        "raise or join objections or answer them",
    ),
    "inherited": ("discusses them", "discuss them"),
    "asking": ("asks", "ask"),
    "favour": ("is in favour", "are in favour"),
    "other": ("is another comment", "are other comments"),
}


def words_of(kind: str, count: int) -> str:
    """Return what so many replies of this kind do."""
    return KINDS[kind][count != 1]


@dataclass
class Coverage:
    """Ids of replies, in reading order, by what they do."""

    placed: list[int] = field(default_factory=list)
    inherited: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    favour: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    # All that are in favour, those among them that are placed, too.
    in_favour: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many replies there are."""
        return sum(len(getattr(self, kind)) for kind in KINDS)


@Statement
def _tags(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    tags = Tag.objects.filter(reply__post=post_id, objection__post=post_id)
    seen = seen_of(Post.objects.filter(pk=post_id))
    found: QuerySet[Tag] = tags.annotate(**seen)
    return found.values_list("reply", "objection__kind", "act", *seen)


def coverage_of(post: Post) -> Coverage:
    """Return the coverage of a post, as the public sees it. Two queries."""
    return coverage_seen(post)[0]


def coverage_seen(post: Post) -> tuple[Coverage, MarkSeen | None]:
    """Return it, and as what the essay was seen; None where nothing in it has a tag.

    A reply discusses objections if it says that it is about one, or if it stands beneath one that
    does or is placed: then that one's interval of its tree contains its own, so one pass in tree
    order, remembering how far the last of them reaches, finds them all. That somebody says of
    their reply that it is in favour goes before that.
    """
    rows = _replies.rows(None, post.pk)
    kinds: dict[int, set[str]] = {}
    tags = _tags.rows(None, post.pk)
    for reply, kind, act, *_ in tags:
        kinds.setdefault(reply, set()).add(Act.DISCUSS if act == Act.DISCUSS else kind)
    coverage = Coverage()
    tree, reach = None, 0
    for pk, row_tree, lft, rght, state, favours in rows:
        if row_tree != tree:
            tree, reach = row_tree, 0
        does = kinds.get(pk, set())
        placed, discusses = Kind.OBJECTION in does, Act.DISCUSS in does
        beneath = lft < reach or discusses
        if placed or discusses:
            reach = max(reach, rght)
        if state != State.VISIBLE:
            continue
        if favours:
            coverage.in_favour.append(pk)
        if placed:
            coverage.placed.append(pk)
        elif favours:
            coverage.favour.append(pk)
        elif beneath:
            coverage.inherited.append(pk)
        elif does:
            coverage.asking.append(pk)
        else:
            coverage.other.append(pk)
    return coverage, MarkSeen(*tags[-1][3:]) if tags else None


@Statement
def _replies(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    found: QuerySet[Reply] = Reply.objects.filter(post=post_id).order_by("tree_id", "lft")
    favours = PointsDecision.objects.in_favour().filter(reply=OuterRef("pk"))
    return found.values_list("pk", "tree_id", "lft", "rght", "state", Exists(favours))
