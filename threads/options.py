"""Where a point of a reply can go."""

from collections.abc import Iterator
from dataclasses import dataclass

from critiques.record.cards import ObjectionCard
from critiques.record.selection import Listed
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
BY_AUTHOR = ("answer", "concede", "part", "decline")
BY_OTHERS = ("same", "answer")


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
