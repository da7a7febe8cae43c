"""What a summary covers: every publicly visible reply of a post, in one of five lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from critiques.record.exchange.branches import Branches, branches_of
from critiques.record.exchange.discussion import TagRow, tags_of
from critiques.words import Act, Kind
from forum.models import Post

# The lists, in the order of pages.
KINDS = ("placed", "inherited", "asking", "favour", "other")


def words_of(kind: str, count: int) -> str:
    """Return what so many replies of this kind do."""
    return {
        "placed": ngettext(
            "raises or joins an objection or answers one",
            "raise or join objections or answer them",
            count,
        ),
        "inherited": ngettext("discusses them", "discuss them", count),
        "asking": ngettext("asks", "ask", count),
        "favour": ngettext("is in favour", "are in favour", count),
        "other": ngettext("is another comment", "are other comments", count),
    }[kind]


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


def coverage_of(post: Post) -> Coverage:
    """Return the coverage of a post, as the public sees it. Two queries."""
    return coverage_in(branches_of(post.pk), tags_of(post.pk)[0])


def coverage_in(branches: Branches, tags: Iterable[TagRow]) -> Coverage:
    """Return the coverage of a post with these replies, which do this.

    A reply discusses objections if it says that it is about one, or if it stands beneath one that
    does or is placed: one pass in the order of reading, remembering how far what is beneath the
    last of them reaches, finds them all. That somebody says of their reply that it is in favour
    goes before that.
    """
    kinds: dict[int, set[str]] = {}
    for tag in tags:
        own = kinds.setdefault(tag.reply, set())
        own.add(Act.DISCUSS if tag.act == Act.DISCUSS else tag.kind)
    coverage = Coverage()
    reach = 0
    for place, row in enumerate(branches.rows):
        pk, does = row.pk, kinds.get(row.pk, set())
        placed, discusses = Kind.OBJECTION in does, Act.DISCUSS in does
        beneath = place < reach or discusses
        if placed or discusses:
            reach = max(reach, branches.span(pk)[1])
        if not row.shown:
            continue
        if row.favours:
            coverage.in_favour.append(pk)
        if placed:
            coverage.placed.append(pk)
        elif row.favours:
            coverage.favour.append(pk)
        elif beneath:
            coverage.inherited.append(pk)
        elif does:
            coverage.asking.append(pk)
        else:
            coverage.other.append(pk)
    return coverage
