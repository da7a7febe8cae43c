"""The rows under a reply being written: what its author, or a critic, says with all of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, pgettext_lazy

from critiques.choices import EVENTS, STANCES, Choice
from critiques.record.cards import ObjectionCard
from critiques.terms import IN_PART, REASONS, says
from critiques.words import ASKED, Kind, Status
from threads.composer import Composer
from threads.mentions import mentioned_in
from web.addresses import whole_number

MOST_ROWS = 20
NOT_HERE = "none"
# What a row asks beside what it does.
MORE = ("concede", "decline", "own")
AGREES = ("concede", IN_PART)
# What a row offers.
OFFERED = {
    "answer": pgettext_lazy("what a reply does", "answers"),
    "concede": pgettext_lazy("what a reply does", "agrees"),
    IN_PART: pgettext_lazy("what a reply does", "agrees in part"),
    "decline": pgettext_lazy("what a reply does", "won’t pursue"),
    "reaffirm": pgettext_lazy("what a reply does", "still disputes"),
    "satisfied": pgettext_lazy("what a reply does", "is satisfied"),
    "withdraw": pgettext_lazy("what a reply does", "takes back"),
}
OFFERED_OF_QUESTIONS = OFFERED | {"reaffirm": pgettext_lazy("what a reply does", "still asks")}


class StanceChoice(NamedTuple):
    """One button of a row, and what the reply then `says` of the objection."""

    value: str
    words: str
    says: str
    checked: bool


@dataclass(frozen=True)
class StanceRow:
    """One objection under the textarea, with what was chosen or typed so far."""

    o: ObjectionCard
    says: tuple[str, ...]
    does: str
    concede: str
    decline: str
    own: str
    # Whether the text names it.
    named: bool = False
    reasons: tuple[tuple[str, str], ...] = tuple(REASONS.items())

    @property
    def choices(self) -> list[StanceChoice]:
        """What may be said of it."""
        offered = OFFERED_OF_QUESTIONS if self.o.kind == Kind.QUESTION else OFFERED
        return [
            StanceChoice(NOT_HERE, gettext("not here"), "", self.does == NOT_HERE),
            *(
                StanceChoice(does, str(offered[does]), says(does, self.o.kind), does == self.does)
                for does in self.says
            ),
        ]


def stance_rows(
    composer: Composer,
    data: Mapping[str, str] | None = None,
    answered: Collection[int] = (),
) -> list[StanceRow]:
    """Return the rows: the first twenty, those that say something or that the text names.

    Nothing sent, the one that the author asked for is preset as answered, unless they took a
    position before: it is among `answered`, by their ids. What the text names is only offered, and
    so is what a critic may say.
    """
    asked = [card for card in composer.stances if card.number == composer.answers]
    waits = [c for c in asked if c.status in (Status.OPEN, ASKED) and c.pk not in answered]
    data = data or {f"objection-{card.number}": "answer" for card in waits if composer.is_author}
    addresses = mentioned_in(data.get("body", "")) if composer.stances else set()
    rows = [
        StanceRow(
            o=card,
            says=composer.says,
            does=data.get(f"objection-{card.number}") or NOT_HERE,
            concede=data.get(f"concede-{card.number}", ""),
            decline=data.get(f"decline-{card.number}", ""),
            own=data.get(f"own-{card.number}", ""),
            named=card.address in addresses,
        )
        for card in composer.stances
    ]
    rows.sort(key=lambda row: not row.named)
    return [
        row
        for place, row in enumerate(rows)
        if place < MOST_ROWS or row.named or row.does != NOT_HERE
    ]


def is_of_stances(name: str) -> bool:
    """Whether a field of this name belongs to such a row."""
    kind, _, number = name.partition("-")
    return kind in ("objection", *MORE) and whole_number(number) is not None


def stances_of(data: Mapping[str, str]) -> list[Choice]:
    """Return what the rows under the textarea say: `objection-7=concede` and the like.

    Fields of objections are named by their number. What is not one of ours is ignored.
    """
    choices = []
    for name in data:
        kind, _, number = name.partition("-")
        if kind != "objection" or whole_number(number) is None:
            continue
        does = data[name]
        if does not in STANCES and does not in EVENTS:
            continue
        text = reason = ""
        if does in AGREES:
            text = data.get(f"concede-{number}", "")
        elif does == "decline":
            text, reason = data.get(f"own-{number}", ""), data.get(f"decline-{number}", "")
        if does == "concede" and data.get(f"part-{number}"):
            # From a page that was opened when this was said beside agreeing.
            does = IN_PART
        choices.append(Choice(does=does, number=int(number), text=text, reason=reason))
    return choices


def without_rows(stances: list[Choice], points: list[Choice]) -> list[Choice]:
    """Return the rows that count beside these points: what a point says of it comes first."""
    said = {each.number for each in points if each.does in STANCES or each.does in EVENTS}
    return [choice for choice in stances if choice.number not in said]
