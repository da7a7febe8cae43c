"""Where a point of a reply can go."""

from dataclasses import dataclass
from typing import Any

from critiques.cards import ObjectionCard
from critiques.presets import CLOSED
from critiques.words import Kind

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


@dataclass(frozen=True)
class Option:
    """One place a point can go; those of one `group` stand together."""

    value: str
    label: str
    o: ObjectionCard | None
    checked: bool
    group: str = ""


def options_of(
    is_author: bool, cards: dict[int, ObjectionCard], preset: str, takes_new: bool
) -> list[Option]:
    """Return the places where a point can go, the one with the value `preset` being checked.

    `takes_new` tells whether the essay is open to new objections.
    """
    return [
        Option(
            value,
            REMARK if is_author and does == "none" else STEMS[does],
            card,
            value == preset,
            f"{STEMS[does]} …" if card else "",
        )
        for does, value, card in _places(is_author, cards)
        if takes_new or does != "new"
    ]


def _places(is_author: bool, cards: dict[int, ObjectionCard]) -> list[tuple[str, str, Any]]:
    live = sorted(
        (card for card in cards.values() if card.status not in CLOSED), key=lambda c: c.number
    )
    if is_author:
        acts = ("answer", "concede", "part", "decline")
        return [
            ("none", "none", None),
            *((act, f"{act}-{card.number}", card) for act in acts for card in live),
        ]
    return [
        ("new", "new", None),
        ("question", "question", None),
        ("none", "none", None),
        *(("same", str(c.number), c) for c in live if c.kind == Kind.OBJECTION),
        *(("answer", f"answer-{c.number}", c) for c in live),
    ]
