"""Reading the reply form: the text, and what the author says with it."""

import uuid
from dataclasses import dataclass
from typing import Any

from critiques.cards import ObjectionCard
from critiques.choices import Choice
from critiques.mentions import mentioned
from critiques.pages.composer import Composer
from forum.addresses import whole_number
from forum.forms import ReplyForm

MOST_ROWS = 20
STANCES = ("answer", "concede", "decline")
REASONS = {
    "outside this essay": "outside this essay",
    "already covered": "already covered, with a link",
    "not debating this here": "not debating this here",
    "own": "in my own words",
}


@dataclass(frozen=True)
class StanceRow:
    """One objection under the author's textarea, with what was chosen or typed so far."""

    o: ObjectionCard
    does: str
    concede: str
    part: bool
    decline: str
    own: str
    reasons: tuple[tuple[str, str], ...] = tuple(REASONS.items())


def stance_rows(composer: Composer, data: Any = None) -> list[StanceRow]:
    """Return the author's rows: the first twenty, and those that say something.

    Untouched ones are preset from what the text mentions. Nothing sent, the one that was asked
    for is preset as answered.
    """
    data = data or ({f"objection-{composer.answers}": "answer"} if composer.answers else {})
    addresses = mentioned(data.get("body", ""))
    says = {
        card.pk: data.get(f"objection-{card.number}")
        or ("answer" if card.address in addresses else "none")
        for card in composer.stances
    }
    return [
        StanceRow(
            o=card,
            does=says[card.pk],
            concede=data.get(f"concede-{card.number}", ""),
            part=bool(data.get(f"part-{card.number}")),
            decline=data.get(f"decline-{card.number}", ""),
            own=data.get(f"own-{card.number}", ""),
        )
        for place, card in enumerate(composer.stances)
        if place < MOST_ROWS or says[card.pk] != "none"
    ]


def composer_form(composer: Composer, parent: int | None = None) -> ReplyForm | None:
    """Return an empty reply form, or None where the viewer can't write."""
    if composer.refused or not composer.signed_in:
        return None
    return ReplyForm(initial={"token": uuid.uuid4(), "parent": parent})


def stances_of(data: Any) -> list[Choice]:
    """Return what the author's rows under the textarea say: `objection-7=concede` and the like.

    Fields of objections are named by their number. What is not one of ours is ignored.
    """
    choices = []
    for name in data:
        kind, _, number = name.partition("-")
        if kind != "objection" or whole_number(number) is None:
            continue
        does = data[name]
        if does not in STANCES:
            continue
        text = {
            "answer": "",
            "concede": data.get(f"concede-{number}", ""),
            "decline": why_declined(
                data.get(f"decline-{number}", ""), data.get(f"own-{number}", "")
            ),
        }[does]
        if does == "concede" and data.get(f"part-{number}"):
            does = "part"
        choices.append(Choice(does=does, number=int(number), text=text))
    return choices


def why_declined(reason: str, own: str) -> str:
    """Return the reason for declining: one of ours, with the author's own words if any."""
    own = own.strip()
    known = next((each for each in REASONS if each != "own" and reason.startswith(each)), "")
    if known and own:
        return f"{known}: {own}"
    return known or own
