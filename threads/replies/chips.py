"""Chips: where a point of a reply went, or what the reply as a whole does. Never a bare letter."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.utils.translation import get_language

from accounts.statements import Statement
from critiques.models import HolderEvent, PointsDecision, Position, Tag
from critiques.querysets.events import said_beside
from critiques.record.cards import ObjectionCard
from critiques.terms import IN_PART, says
from critiques.words import Act, Stance

WITH_STATUS = (Act.RAISE, Act.SUPPORT)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip; without `o` the point went to no objection."""

    local: str
    verb: str
    o: ObjectionCard | None
    with_status: bool = False
    # Whether the claim is what the reply itself says here.
    own: bool = False
    changed: bool = False
    # Of a changed text: whether its point is gone, and where the old text is.
    lost: bool = False
    old_url: str = ""
    # What the verb says.
    what: str = ""


class Acts(NamedTuple):
    """What one reply does: chips by the label of its point, and chips of the whole reply."""

    points: dict[str, list[Chip]]
    whole: list[Chip]
    raised: list[ObjectionCard]


NO_ACTS = Acts({}, [], [])


class Chips(NamedTuple):
    """The chips of a page's replies, whose writers have decided on their points, and the post's
    objections by address."""

    acts: dict[int, Acts]
    decided: set[int]
    in_favour: set[int]
    addresses: dict[str, ObjectionCard]


def chips_for(replies: Collection[int], cards: Mapping[int, ObjectionCard]) -> Chips:
    """Return what these replies do to the objections in `cards`. Three queries."""
    acts: dict[int, Acts] = defaultdict(lambda: Acts(defaultdict(list), [], []))
    ids = list(replies)
    said = {(reply, of): event for reply, of, event in _events.rows(None, ids)}
    for reply, objection, act, point, changed, part, revision in _tags.rows(None, ids):
        card = cards.get(objection)
        if card is None:
            continue
        if act == Act.RAISE:
            acts[reply].raised.append(card)
        what = IN_PART if part and act == Act.CONCEDE else act
        # The first point about it is the one that says it.
        what = said.pop((reply, objection), act) if act == Act.DISCUSS else what
        chip = Chip(
            local=point,
            verb=verb_of(what, card.kind, alone=not point),
            o=card,
            with_status=act in WITH_STATUS,
            own=act == Act.RAISE,
            changed=changed,
            lost=changed and not point,
            old_url=f"/replies/{reply}/revisions/?from={revision}" if changed else "",
            what=what,
        )
        (acts[reply].points[point] if point else acts[reply].whole).append(chip)
    for (reply, objection), event in said.items():
        card = cards.get(objection)
        joined = any(chip.o is card for chip in acts[reply].whole)
        if card is not None and not joined and not _at_a_point(acts[reply], card):
            chip = Chip("", verb_of(event, card.kind, alone=True), card, what=event)
            acts[reply].whole.append(chip)
    addresses = {card.address: card for card in cards.values()}
    decided = _decided.rows(None, ids)
    in_favour = {reply for reply, favours in decided if favours}
    return Chips(dict(acts), {reply for reply, _ in decided}, in_favour, addresses)


def verb_of(what: str, kind: str, *, alone: bool) -> str:
    """Return what a reply says of an objection: in a sentence of its own, or after its point."""
    if what == Act.RAISE and not alone:
        return ""
    return _verb(get_language(), what, kind, alone)


@cache
def _verb(language: str, what: str, kind: str, alone: bool) -> str:
    words = says(what, kind)
    return words[0].upper() + words[1:] if alone else words


def said_in(reply: int) -> dict[int, str]:
    """Return what a holder says in a reply beside its acts, by objection. One query."""
    return {of: event for _, of, event in _events.rows(None, [reply])}


def _at_a_point(acts: Acts, card: ObjectionCard) -> bool:
    return any(chip.o is card for chips in acts.points.values() for chip in chips)


@Statement
def _tags(_: None, replies: Sequence[int]) -> QuerySet:
    in_part = Position.objects.filter(
        reply=OuterRef("reply"),
        objection=OuterRef("objection"),
        position=Stance.CONCEDED_IN_PART,
    )
    tags = Tag.objects.filter(reply__in=replies).annotate(in_part=Exists(in_part))
    fields = ("reply", "objection", "act", "point", "text_changed", "in_part", "reply_revision")
    return tags.order_by("created_at", "pk").values_list(*fields)


@Statement
def _events(_: None, replies: Sequence[int]) -> QuerySet:
    events = HolderEvent.objects.filter(said_beside(), reply__in=replies)
    return events.order_by("created_at", "pk").values_list("reply", "objection", "event")


@Statement
def _decided(_: None, replies: Sequence[int]) -> QuerySet:
    decided = PointsDecision.objects.filter(reply__in=replies)
    favours = Case(When(favours=True, favoured=F("reply__post"), then=True), default=False)
    return decided.values_list("reply", favours)
