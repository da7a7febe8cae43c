"""A reply's points and where each may go; what the writer need not touch is preset."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from accounts.statements import Statement
from critiques.choices import PointError
from critiques.models import Tag
from critiques.models.objections import CLAIM_LIMIT
from critiques.pages.essay import readable_post
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.closings import Closed, closed
from critiques.record.sentences import spelt
from forum.models import Post, Reply
from threads.pages.points import tells
from threads.pages.points.lines import lines_of
from threads.points.choices import typed_line
from threads.points.placements import Former, Placement, former_of, placements_of, typed_placement
from threads.points.pointline import PointLine


@dataclass(frozen=True)
class PointsPage:
    """The points step of one's own reply. Fourteen queries, whatever the size."""

    reply: Reply
    post: Post
    closed: Closed | None
    is_author: bool
    points: list[PointLine]
    others: list[ObjectionCard]
    numbers: dict[str, int]
    lettered: bool
    done: bool
    # Whether its writer says that it supports the essay.
    favours: bool
    placed: list[Placement]
    former: list[Former]
    heading: str
    button: str
    claim_limit: int = CLAIM_LIMIT

    @property
    def beneath(self) -> bool:
        """Whether its points stand beneath those of another, and are about the same."""
        return any(line.preset.value.startswith("discuss") for line in self.points)

    @property
    def refused(self) -> list[PointLine]:
        """The points of which something was refused."""
        return [line for line in self.points if line.error]

    def with_typed(self, data: Mapping[str, str], refused: PointError | None) -> Self:
        """Return the page with what was chosen and typed in place of what is preset.

        `refused` is shown at its point.
        """
        points = [typed_line(line, data, refused) for line in self.points]
        favours = bool(data.get("favours"))
        return replace(self, points=points, favours=favours, button=_button(points))

    def with_change(self, data: Mapping[str, str]) -> Self:
        """Return the page with where a tag was to go in place of where it can go."""
        return replace(self, placed=[typed_placement(each, data) for each in self.placed])

    @classmethod
    def load(cls, *, viewer: Any, reply_id: int) -> Self:
        """Load it for the reply's writer.

        Raises Reply.DoesNotExist, or PermissionDenied for anybody else.
        """
        reply = known_reply(viewer, reply_id)
        if reply.author_id != viewer.pk:
            raise PermissionDenied(gettext("Only its writer can place the points of a reply."))
        post = reply.post = readable_post(viewer, reply.post_id)
        cards = cards_for([post.pk], viewer)
        is_author = post.author_id == viewer.pk
        # Moved, it may say more of another essay.
        tags = list(Tag.objects.filter(reply=reply, objection__post=post))
        lines = lines_of(reply, viewer, cards, tags)
        points = lines.points
        placed = placements_of(reply, tags, cards, lines.may_say)
        others = {o.number: o for tag in placed for o in tag.targets.others}
        return cls(
            reply=reply,
            post=post,
            closed=closed(post),
            is_author=is_author,
            points=points,
            others=lines.others or [others[number] for number in sorted(others)],
            numbers=lines.numbers,
            lettered=bool(points[0].label),
            done=all(point.label and point.tagged for point in points),
            favours=hasattr(reply, "points_decision") and reply.points_decision.in_favour,
            placed=placed,
            former=former_of(reply, cards),
            heading=_heading(points),
            button=_button(points),
        )


@Statement
def _known(viewer: Any, reply_id: int) -> QuerySet:
    known = Reply.objects.known_to(viewer).filter(pk=reply_id)
    return known.select_related("parent", "author", "post", "points_decision")


def known_reply(viewer: Any, reply_id: int) -> Reply:
    """Return a reply that `viewer` may know of, with its post, its parent and its writer.

    One query. Raises Reply.DoesNotExist.
    """
    found = _known.rows(viewer, reply_id)
    if not found:
        raise Reply.DoesNotExist
    return found[0]


def _heading(points: list[PointLine]) -> str:
    if not points[0].label:
        return gettext("What does your reply do?")
    said = ngettext(
        "Your reply makes %(count)s point", "Your reply makes %(count)s points", len(points)
    )
    return said % {"count": spelt(len(points))}


def _button(points: list[PointLine]) -> str:
    return tells.button([point.preset for point in points if not (point.label and point.tagged)])
