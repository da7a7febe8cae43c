"""Where a point goes unless its writer says otherwise."""

from critiques.models import Tag
from critiques.prose.claims import claim_from
from critiques.record.cards import ObjectionCard
from critiques.words import CLOSED, Act, Kind
from forum.models import Reply, State
from threads.mentions import mentioned

# What a point may do so that one beneath it, with the same letter, is about the same objection.
SPEAKING = (Act.RAISE, Act.SUPPORT, Act.ANSWER, Act.CONCEDE, Act.DECLINE)


def preset_for(
    reply: Reply,
    label: str,
    source: str,
    is_author: bool,
    above: dict[str, ObjectionCard],
    cards: dict[int, ObjectionCard],
    takes_new: bool,
) -> str:
    """Return the value that is chosen for a point unless its writer says otherwise.

    `takes_new` tells whether the essay is open to new objections.
    """
    named = above.get(label) if label else None
    if is_author:
        addresses = mentioned(source)
        named = named or next((c for c in cards.values() if c.address in addresses), None)
        return f"answer-{named.number}" if named and named.status not in CLOSED else "none"
    if named and named.kind == Kind.OBJECTION and named.status not in CLOSED:
        return str(named.number)
    is_new = takes_new and label and reply.parent_id is None and claim_from(source)
    return "new" if is_new else "none"


def parents_points(reply: Reply, cards: dict[int, ObjectionCard]) -> dict[str, ObjectionCard]:
    """Return where the points of the reply above went, by their labels. One query."""
    if reply.parent is None or reply.parent.state != State.VISIBLE:
        return {}
    spoken = Tag.objects.filter(reply=reply.parent, act__in=SPEAKING).order_by("created_at", "pk")
    return {tag.point: cards[tag.objection_id] for tag in spoken if tag.objection_id in cards}
