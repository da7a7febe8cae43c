"""A reply's points and where each may go; what the writer need not touch is preset."""

from dataclasses import dataclass, replace
from typing import Any, Self

from django.core.exceptions import PermissionDenied

from critiques.cards import ObjectionCard, cards_for
from critiques.choices import Choice
from critiques.claims import claim_from
from critiques.mentions import mentioned
from critiques.models import Tag
from critiques.models.objections import CLAIM_LIMIT
from critiques.passages import find_passage
from critiques.sentences import spelt
from critiques.words import Act, Kind, Status
from forum.addresses import whole_number
from forum.lettered import find_points
from forum.models import Post, Reply, State
from forum.text import excerpt

WHOLE = "reply"
SOURCE_LENGTH = 400
CLOSED = (Status.MERGED, Status.STRUCK)
STEMS = {
    "new": "New objection", "question": "A question", "none": "Not an objection",
    "same": "Same as", "answer": "Answers", "concede": "Agrees with", "part": "Agrees in part with",
    "decline": "Won’t pursue",
}


@dataclass(frozen=True)
class Option:
    """One place a point can go."""

    value: str
    label: str
    o: ObjectionCard | None
    checked: bool


@dataclass(frozen=True)
class PointLine:
    """One point: `name` is its part of the field names, `tagged` what was decided before."""

    name: str
    label: str
    claim: str
    source: str
    to: str
    passage: str
    options: list[Option]
    tagged: list[ObjectionCard]
    text: str = ""
    link: bool = True
    changed: bool = False

    @property
    def preset(self) -> Option:
        """The option that is chosen unless the writer chooses another."""
        return next(option for option in self.options if option.checked)


@dataclass(frozen=True)
class PointsPage:
    """The points step of one's own reply. Eight queries, whatever the size."""

    reply: Reply
    post: Post
    is_author: bool
    points: list[PointLine]
    lettered: bool
    done: bool
    heading: str
    button: str
    claim_limit: int = CLAIM_LIMIT

    def with_typed(self, data: Any) -> Self:
        """Return the page with what was chosen and typed in place of what is preset."""
        return replace(self, points=[_typed(line, data) for line in self.points])

    @classmethod
    def load(cls, *, viewer: Any, reply_id: int) -> Self:
        """Load it for the reply's writer.

        Raises Reply.DoesNotExist, or PermissionDenied for anybody else.
        """
        known = Reply.objects.known_to(viewer).select_related("post", "parent", "author")
        reply = known.get(pk=reply_id)
        if reply.author_id != viewer.pk:
            raise PermissionDenied("Only its writer can place the points of a reply.")
        post = reply.post
        cards = cards_for([post.pk], viewer)
        is_author = post.author_id == viewer.pk
        tags = list(Tag.objects.filter(reply=reply))
        above = _parents_points(reply, cards)
        plain = post.revisions.get(number=post.revision).plain if post.revision else ""
        found = [(p.label, p.text) for p in find_points(reply.body)] or [("", reply.body)]
        points = []
        for label, source in found:
            tagged = [cards[t.objection_id] for t in tags if t.point == label]
            preset = _preset(reply, label, source, is_author, above, cards)
            passage = find_passage(source, plain)
            points.append(_line(label, source, passage, preset, is_author, cards, tagged))
        return cls(
            reply=reply,
            post=post,
            is_author=is_author,
            points=points,
            lettered=bool(points[0].label),
            done=all(point.label and point.tagged for point in points),
            heading=_heading(points),
            button=_button(points, is_author),
        )


def choice_of(line: PointLine, data: Any) -> Choice | None:
    """Return what the posted `data` choose for a point, or None for “not an objection”.

    What is missing from the data is taken as preset.
    """
    value = data.get(f"to-{line.name}", line.preset.value)
    does, _, number = value.partition("-")
    if whole_number(value) is not None:
        does, number = "same", value
    if does not in STEMS or does == "none":
        return None
    return Choice(
        does=does,
        label=line.label,
        number=whole_number(number),
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        passage=bool(data.get(f"passage-{line.name}")) or f"to-{line.name}" not in data,
    )


def _line(
    label: str,
    source: str,
    passage: Any,
    preset: str,
    is_author: bool,
    cards: dict[int, ObjectionCard],
    tagged: list[ObjectionCard],
) -> PointLine:
    options = [
        Option(value, STEMS[does], card, value == preset)
        for does, value, card in _places(is_author, cards)
    ]
    chosen = next(option for option in options if option.checked)
    return PointLine(
        name=label or WHOLE,
        label=label,
        claim=claim_from(source),
        source=excerpt(" ".join(source.split()), SOURCE_LENGTH),
        to=f"{chosen.label} {chosen.o.address}" if chosen.o else chosen.label,
        passage=passage.exact if passage else "",
        options=options,
        tagged=tagged,
    )


def _typed(line: PointLine, data: Any) -> PointLine:
    value = data.get(f"to-{line.name}", line.preset.value)
    known = any(option.value == value for option in line.options)
    return replace(
        line,
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        link=bool(data.get(f"passage-{line.name}")),
        changed=True,
        options=[
            replace(option, checked=option.value == value if known else option.checked)
            for option in line.options
        ],
    )


def _places(is_author: bool, cards: dict[int, ObjectionCard]) -> list[tuple[str, str, Any]]:
    live = sorted(
        (card for card in cards.values() if card.status not in CLOSED), key=lambda c: c.number
    )
    if is_author:
        acts = ("answer", "concede", "part", "decline")
        return [
            *((act, f"{act}-{card.number}", card) for card in live for act in acts),
            ("none", "none", None),
        ]
    return [
        ("new", "new", None),
        *(("same", str(c.number), c) for c in live if c.kind == Kind.OBJECTION),
        *(("answer", f"answer-{c.number}", c) for c in live),
        ("question", "question", None),
        ("none", "none", None),
    ]


def _preset(
    reply: Reply,
    label: str,
    source: str,
    is_author: bool,
    above: dict[str, ObjectionCard],
    cards: dict[int, ObjectionCard],
) -> str:
    """Return the value that is chosen for a point unless its writer says otherwise."""
    named = above.get(label) if label else None
    if is_author:
        addresses = mentioned(source)
        named = named or next((c for c in cards.values() if c.address in addresses), None)
        return f"answer-{named.number}" if named and named.status not in CLOSED else "none"
    if named and named.kind == Kind.OBJECTION and named.status not in CLOSED:
        return str(named.number)
    return "new" if label and reply.parent_id is None else "none"


def _parents_points(reply: Reply, cards: dict[int, ObjectionCard]) -> dict[str, ObjectionCard]:
    if reply.parent is None or reply.parent.state != State.VISIBLE:
        return {}
    joining = Tag.objects.filter(reply=reply.parent, act__in=(Act.RAISE, Act.SUPPORT))
    return {tag.point: cards[tag.objection_id] for tag in joining if tag.objection_id in cards}


def _heading(points: list[PointLine]) -> str:
    if not points[0].label:
        return "What does your reply do?"
    noun = "point" if len(points) == 1 else "points"
    return f"Your reply makes {spelt(len(points)) if len(points) > 1 else 'one'} {noun}"


def _button(points: list[PointLine], is_author: bool) -> str:
    if is_author or not points[0].label:
        return "Save"
    fresh = sum(not p.tagged and p.preset.value == "new" for p in points)
    if not fresh or any(not p.tagged and p.preset.value not in ("new", "none") for p in points):
        return "Save"
    return f"Add {fresh} objection{'s' if fresh > 1 else ''}"
