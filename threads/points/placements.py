"""What a reply does to objections now, and what it did until its writer changed that."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from critiques.choices import CHOSEN_BY
from critiques.models import FormerTag, Tag
from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
from critiques.terms import says
from critiques.words import CLOSED, MOVABLE, Act
from forum.models import Reply
from threads.replies.chips import said_in, verb_of
from web.dates import day

NOWHERE = Listed([], [])


class Placement(NamedTuple):
    """One tag: what it says, and where else it may go, if anywhere; `lost` if its point is gone."""

    pk: int
    point: str
    says: str
    o: ObjectionCard
    act: str
    movable: bool
    targets: Listed
    lost: bool
    changed: bool
    then: int
    # Where it was to go, and which one that is, where that was refused.
    to: str | None = None
    of: str = ""

    @property
    def field(self) -> str:
        """The id of the field that says where it goes."""
        return f"retag-{self.pk}"


class Former(NamedTuple):
    """A tag that its writer took off, and what it said, as within a sentence."""

    says: str
    o: ObjectionCard
    until: str


def placements_of(
    reply: Reply,
    tags: list[Tag],
    cards: Mapping[int, ObjectionCard],
    may_say: Mapping[int, Collection[str]],
) -> list[Placement]:
    """Return what a reply does to the objections in `cards`, as its writer may change it.

    `may_say` has what they may say of those that are neither merged nor struck. One query.
    """
    said = said_in(reply.pk)
    placements = []
    for tag in tags:
        if (card := cards.get(tag.objection_id)) is None:
            continue
        event = said.get(card.pk) if tag.act == Act.DISCUSS else None
        movable = not event and _may_move(tag, card, reply)
        placement = Placement(
            pk=tag.pk,
            point=tag.point,
            says=verb_of(event or tag.act, card.kind, alone=True),
            o=card,
            act=tag.act,
            movable=movable,
            targets=_targets(tag, cards, may_say) if movable else NOWHERE,
            lost=bool(tag.point_hash) and not tag.point,
            changed=tag.text_changed,
            then=tag.reply_revision,
        )
        placements.append(placement)
    return placements


def typed_placement(placement: Placement, data: Mapping[str, str]) -> Placement:
    """Return it with what was chosen, if it was of this one."""
    if data.get("tag") != str(placement.pk):
        return placement
    return placement._replace(to=data.get("to", ""), of=data.get("of", ""))


def former_of(reply: Reply, cards: Mapping[int, ObjectionCard]) -> list[Former]:
    """Return what a reply did once, oldest first. One query."""
    return [
        Former(says(tag.act, card.kind), card, day(tag.removed_at))
        for tag in FormerTag.objects.filter(reply=reply)
        if (card := cards.get(tag.objection_id)) is not None
    ]


def _may_move(tag: Tag, card: ObjectionCard, reply: Reply) -> bool:
    if tag.act == Act.RAISE and card.status in CLOSED:
        return False
    own_answer = tag.act == Act.ANSWER and reply.author_id == reply.post.author_id
    return tag.act in MOVABLE and not own_answer


def _targets(
    tag: Tag, cards: Mapping[int, ObjectionCard], may_say: Mapping[int, Collection[str]]
) -> Listed:
    own = cards[tag.objection_id]
    does = CHOSEN_BY.get(Act(tag.act))
    return Listed.of(
        card
        for pk, says in may_say.items()
        if (card := cards[pk]).pk != own.pk
        and (card.kind == own.kind if tag.act == Act.RAISE else not does or does in says)
    )
