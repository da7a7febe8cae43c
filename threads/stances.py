"""Reading the reply form: the text, and what the author says with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from critiques.actions.positions import REASONS, why_declined
from critiques.choices import Choice
from critiques.record.cards import ObjectionCard
from threads.composer import Composer
from threads.mentions import mentioned
from web.addresses import whole_number

MOST_ROWS = 20
STANCES = ("answer", "concede", "decline")


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


def stance_rows(composer: Composer, data: Mapping[str, str] | None = None) -> list[StanceRow]:
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


def stances_of(data: Mapping[str, str]) -> list[Choice]:
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
