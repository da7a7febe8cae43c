"""A reply's points and where each may go; what the writer need not touch is preset."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.choices import PointError
from critiques.models import Tag
from critiques.models.objections import CLAIM_LIMIT, MOST_IN_REPLY
from critiques.pages.essay import readable_post
from critiques.prose.speaking import named_barely
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.closings import Closed, closed
from critiques.record.selection import numbers_by_address
from critiques.record.sentences import spelt
from critiques.words import CLOSED
from forum.answering import letters_above
from forum.lettered import find_points
from forum.models import Post, Reply
from forum.models.replies import REPLY_LIMIT
from forum.text import clean_source
from threads.mentions import mentioned_in
from threads.options import parents_points, preset_for
from threads.pages import tells
from threads.pages.roles import Roles
from threads.placements import Former, Placement, former_of, placements_of, typed_placement
from threads.points import Ground, PointLine, point_line, typed_line


class Lines(NamedTuple):
    """The points of a text; `others` are all objections to name one of, where not all are listed.

    `numbers` are the objections' by address; `may_say` has what the writer may say of each that is
    neither merged nor struck, by id.
    """

    points: list[PointLine]
    others: list[ObjectionCard]
    numbers: dict[str, int]
    may_say: dict[int, tuple[str, ...]]


# As many of the objections that a point names are offered first.
MOST_NAMED = 3
NONE = Lines([], [], {}, {})


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
            raise PermissionDenied("Only its writer can place the points of a reply.")
        post = reply.post = readable_post(viewer, reply.post_id)
        cards = cards_for([post.pk], viewer)
        is_author = post.author_id == viewer.pk
        tags = list(Tag.objects.filter(reply=reply))
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


def draft_lines(*, viewer: Any, post: Post, parent_id: int | None, body: str) -> Lines:
    """Return the lettered points of a reply that `viewer` is writing.

    None for a text without points, one that cannot be posted as it is, or one that will wait for
    a moderator. Nothing is written. Eight queries at most.
    """
    if getattr(viewer, "awaits_approval", False):
        return NONE
    try:
        source = clean_source(body, limit=REPLY_LIMIT, what="reply")
        among = letters_above(viewer=viewer, post_id=post.pk, parent_id=parent_id)
        if not find_points(source, among):
            return NONE
        parent = Reply.objects.readable_by(viewer).filter(post=post, pk=parent_id).first()
        reply = Reply(post=post, parent=parent, author=viewer, body=source, among=among)
        return lines_of(reply, viewer, cards_for([post.pk], viewer), [])
    except ValidationError:
        return NONE


def lines_of(reply: Reply, viewer: Any, cards: dict[int, ObjectionCard], tags: list[Tag]) -> Lines:
    """Return a line for each point of a reply, or one for the whole; `tags` are the reply’s.

    The first 26 points have one.
    """
    post = reply.post
    is_author = post.author_id == viewer.pk
    takes_new = closed(post) is None
    above = parents_points(reply, cards)
    roles = Roles.of(post, viewer, cards)
    answered = set(roles.answered)
    live = sorted((c for c in cards.values() if c.status not in CLOSED), key=lambda c: c.number)
    may_say = {card.pk: roles.may_say(card) for card in live}
    plain = post.revisions.get(number=post.revision).plain if post.revision else ""
    ground = Ground(plain, is_author, live, may_say, takes_new)
    points = find_points(reply.body, reply.among)[:MOST_IN_REPLY]
    found = [(p.label, p.text, reply.body[: p.start]) for p in points] or [("", reply.body, "")]
    placed = []
    for label, source, before in found:
        tagged = [cards[t.objection_id] for t in tags if t.point == label]
        preset = preset_for(reply, label, source, is_author, above, answered, takes_new)
        if preset.startswith("answer-"):
            # What one point answers, the next is only about.
            answered.add(above[label].pk)
        addresses = mentioned_in(source) | named_barely(source)
        about = [card for card in live if card.address in addresses]
        if (named := above.get(label)) is not None and named not in about:
            about.insert(0, named)
        placed.append(point_line(ground, label, source, before, preset, about[:MOST_NAMED], tagged))
    others = live if any(line.others for line in placed) else []
    return Lines(placed, others, numbers_by_address(live), may_say)


def _heading(points: list[PointLine]) -> str:
    if not points[0].label:
        return "What does your reply do?"
    noun = "point" if len(points) == 1 else "points"
    return f"Your reply makes {spelt(len(points)) if len(points) > 1 else 'one'} {noun}"


def _button(points: list[PointLine]) -> str:
    return tells.button([point.preset for point in points if not (point.label and point.tagged)])
