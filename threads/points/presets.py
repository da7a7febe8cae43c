"""Where a point of a reply goes unless its writer chooses."""

from collections.abc import Collection, Mapping
from enum import Enum

from critiques.models import Tag
from critiques.prose.claims import claim_from
from critiques.record.cards import ObjectionCard
from critiques.words import ASKED, CLOSED, Status
from forum.models import Reply, State
from threads.points.options import value_of


class Spot(Enum):
    """Where a point stands: in a reply to the essay, or beneath a point with the same letter,
    which went to an objection that waits for the author's first word, or to another."""

    TOP = "top"
    UNANSWERED = "unanswered"
    SPOKEN_OF = "spoken of"


# What a point does unless its writer, the essay's author or another, chooses; else nothing. No
# default speaks for a person: only one's own new points and the author's first answers are preset.
PRESETS = {
    ("author", Spot.UNANSWERED): "answer",
    ("author", Spot.SPOKEN_OF): "discuss",
    ("other", Spot.TOP): "new",
    ("other", Spot.UNANSWERED): "discuss",
    ("other", Spot.SPOKEN_OF): "discuss",
}


def preset_for(
    reply: Reply,
    label: str,
    source: str,
    is_author: bool,
    above: Mapping[str, ObjectionCard],
    answered: Collection[int],
    takes_new: bool,
) -> str:
    """Return the value that is chosen for a point unless its writer says otherwise.

    `above` are the objections to which the points of the reply above went, by label; `answered`
    those that the author answered. `takes_new` tells whether the essay is open to new
    objections.
    """
    named = above.get(label) if label else None
    on_top = reply.parent_id is None and not reply.moved
    place = Spot.TOP if label and on_top else None
    if named is not None:
        waits = named.status in (Status.OPEN, ASKED) and named.pk not in answered
        place = Spot.UNANSWERED if waits else Spot.SPOKEN_OF
    does = PRESETS.get(("author" if is_author else "other", place), "none") if place else "none"
    if does == "new" and not (takes_new and claim_from(source, label=label)):
        return "none"
    return value_of(does, named) if named is not None else does


def parents_points(reply: Reply, cards: Mapping[int, ObjectionCard]) -> dict[str, ObjectionCard]:
    """Return where the points of the reply above went, by their labels. One query.

    What became part of another is spoken of there; nothing is said of what was struck.
    """
    # Where it was moved, it answers nothing of what is above it.
    if reply.parent is None or reply.parent.state != State.VISIBLE or reply.moved:
        return {}
    spoken = Tag.objects.filter(reply=reply.parent).order_by("created_at", "pk")
    found = {
        tag.point: _whole(cards[tag.objection_id], cards)
        for tag in spoken
        if tag.point and tag.objection_id in cards
    }
    return {label: card for label, card in found.items() if card.status not in CLOSED}


def _whole(card: ObjectionCard, cards: Mapping[int, ObjectionCard]) -> ObjectionCard:
    seen = {card.pk}
    while (into := cards.get(card.merged_into_id or 0)) is not None and into.pk not in seen:
        seen.add(into.pk)
        card = into
    return card
