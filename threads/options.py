"""Where a point of a reply can go."""

from collections.abc import Iterator
from dataclasses import dataclass

from critiques.models import Tag
from critiques.prose.claims import claim_from
from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
from critiques.words import CLOSED, Act, Kind
from forum.models import Reply, State
from threads.mentions import mentioned

STEMS = {
    "new": "New objection",
    "question": "A question",
    "none": "Not an objection",
    "same": "Same as",
    "answer": "Answers",
    "concede": "Agrees with",
    "part": "Agrees in part with",
    "decline": "Won’t pursue",
}
# To the author, whose points are no objections anyway.
REMARK = "None of them"
BY_AUTHOR = ("answer", "concede", "part", "decline")
BY_OTHERS = ("same", "answer")
# What a point may do so that one beneath it, with the same letter, is about the same objection.
SPEAKING = (Act.RAISE, Act.SUPPORT, Act.ANSWER, Act.CONCEDE, Act.DECLINE)


@dataclass(frozen=True)
class Option:
    """One place a point can go; those of one `group` stand together.

    Without `o` in a group it is an objection that is not listed.
    """

    value: str
    label: str
    o: ObjectionCard | None
    checked: bool
    group: str = ""


def options_of(is_author: bool, listed: Listed, preset: str, takes_new: bool) -> list[Option]:
    """Return the places where a point can go, the one with the value `preset` being checked.

    `takes_new` tells whether the essay is open to new objections.
    """
    plain = ("none",) if is_author else ("new", "question", "none")
    options = [
        Option(does, REMARK if is_author else STEMS[does], None, does == preset)
        for does in plain
        if takes_new or does != "new"
    ]
    for does in BY_AUTHOR if is_author else BY_OTHERS:
        group = f"{STEMS[does]} …"
        options += [
            Option(value, STEMS[does], card, value == preset, group)
            for value, card in _values(does, listed.cards)
        ]
        if any(True for _ in _values(does, listed.others)):
            options.append(Option(does, f"{STEMS[does]} another:", None, does == preset, group))
    return options


def _values(does: str, cards: list[ObjectionCard]) -> Iterator[tuple[str, ObjectionCard]]:
    """Nobody shares a question, which can be asked again."""
    for card in cards:
        if does == "same" and card.kind == Kind.OBJECTION:
            yield str(card.number), card
        elif does != "same":
            yield f"{does}-{card.number}", card


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
