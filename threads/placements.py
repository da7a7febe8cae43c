"""What a reply does to objections now, and what it did until its writer changed that."""

from collections.abc import Mapping
from typing import NamedTuple

from critiques.models import FormerTag, Tag
from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
from critiques.words import CLOSED, MOVABLE, Act, Kind
from forum.models import Reply
from threads.chips import said_in, verb_of
from web.dates import day

NOWHERE = Listed([], [])


class Placement(NamedTuple):
    """One tag: what it says, and where else it may go; `lost` if its point is gone."""

    pk: int
    point: str
    says: str
    o: ObjectionCard
    act: str
    targets: Listed
    lost: bool
    changed: bool
    then: int

    @property
    def field(self) -> str:
        """The id of the field that says where it goes."""
        return f"retag-{self.pk}"


class Former(NamedTuple):
    """A tag that its writer took off."""

    says: str
    o: ObjectionCard
    until: str


def placements_of(
    reply: Reply, tags: list[Tag], cards: Mapping[int, ObjectionCard], *, is_author: bool
) -> list[Placement]:
    """Return what a reply does to the objections in `cards`, as its writer may change it.

    One query.
    """
    said = said_in(reply.pk)
    return [
        Placement(
            pk=tag.pk,
            point=tag.point,
            says=verb_of(
                said.get(tag.objection_id, tag.act) if tag.act == Act.DISCUSS else tag.act,
                cards[tag.objection_id].kind,
                alone=True,
            ),
            o=cards[tag.objection_id],
            act=tag.act,
            targets=_targets(tag, cards)
            if _may_move(tag, cards, said, is_author=is_author)
            else NOWHERE,
            lost=bool(tag.point_hash) and not tag.point,
            changed=tag.text_changed,
            then=tag.reply_revision,
        )
        for tag in tags
        if tag.objection_id in cards
    ]


def former_of(reply: Reply, cards: Mapping[int, ObjectionCard]) -> list[Former]:
    """Return what a reply did once, oldest first. One query."""
    return [
        Former(verb_of(tag.act, card.kind, alone=True), card, day(tag.removed_at))
        for tag in FormerTag.objects.filter(reply=reply)
        if (card := cards.get(tag.objection_id)) is not None
    ]


def _may_move(
    tag: Tag,
    cards: Mapping[int, ObjectionCard],
    said: Mapping[int, str],
    *,
    is_author: bool,
) -> bool:
    if tag.act == Act.RAISE and cards[tag.objection_id].status in CLOSED:
        return False
    if tag.act == Act.DISCUSS and tag.objection_id in said:
        return False
    return tag.act in MOVABLE and not (is_author and tag.act == Act.ANSWER)


def _targets(tag: Tag, cards: Mapping[int, ObjectionCard]) -> Listed:
    own = cards[tag.objection_id]
    kinds = (own.kind,) if tag.act in (Act.RAISE, Act.SUPPORT) else tuple(Kind)
    return Listed.of(
        card
        for card in cards.values()
        if card.pk != own.pk and card.kind in kinds and card.status not in CLOSED
    )
