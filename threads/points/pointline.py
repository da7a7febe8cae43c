"""One point of a reply in the points step: where it may go, and what was chosen for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from critiques.choices import ACTS, EVENTS, RAISES, Choice, PointError
from critiques.prose.claims import claim_from
from critiques.prose.passages import find_passage
from critiques.record.cards import ObjectionCard
from critiques.record.likely import likely
from critiques.record.selection import Listed, address_in
from forum.text import excerpt
from threads.points.options import LIKELY, Option, offered_first, options_of
from web.addresses import whole_number
from web.writing import one_line

WHOLE = "reply"
SOURCE_LENGTH = 400
# So much of a point tells it from another while it is being written.
STARTS = 24
# Each stands among the options several times.
LISTED = 10


@dataclass(frozen=True)
class PointLine:
    """One point: `name` is its part of the field names, `tagged` what was decided before."""

    name: str
    label: str
    claim: str
    source: str
    passage: str
    options: list[Option]
    # The value that is chosen where nobody chooses.
    offered: str
    tagged: list[ObjectionCard]
    text: str = ""
    link: bool = True
    # What was refused of it, and of which part: “claim”, “text” or “to”.
    error: str = ""
    wrong: str = ""
    # Present objections that its claim may repeat.
    like: tuple[ObjectionCard, ...] = ()
    # The address of an objection that is not among the options, as it was typed.
    of: str = ""

    @property
    def starts(self) -> str:
        """What it begins with, by which it is known again."""
        return self.source[:STARTS]

    @property
    def others(self) -> bool:
        """Whether there are more objections than the options have."""
        return any(option.group and not option.o for option in self.options)

    @property
    def perhaps(self) -> list[Option]:
        """What its words may say, though nobody chose it."""
        return [each for each in self.options if each.group == str(LIKELY) and not each.checked]

    @property
    def takes_why(self) -> bool:
        """Whether its writer has a part in an objection, and may say why it stands or not."""
        return any(option.value.partition("-")[0] in EVENTS for option in self.options)

    @property
    def to(self) -> str:
        """Where it goes as things are, in a line; an objection is named with its claim."""
        chosen = self.preset
        if chosen.o:
            return f"{chosen.label} {chosen.o.address}: {chosen.o.claim}"
        return f"{chosen.label} {self.of}".rstrip() if chosen.group else chosen.label

    @property
    def preset(self) -> Option:
        """The option that is chosen unless the writer chooses another."""
        return next(option for option in self.options if option.checked)


def was_shown(line: PointLine, data: Mapping[str, str]) -> bool:
    """Whether the posted `data` have what was shown beside this very point."""
    starts = data.get(f"starts-{line.name}", "")
    return f"to-{line.name}" in data and line.source.startswith(starts)


def choice_of(
    line: PointLine, data: Mapping[str, str], numbers: Mapping[str, int]
) -> Choice | None:
    """Return what the posted `data` choose for a point, or None for “not an objection”.

    What is missing from the data is taken as preset. `numbers` are the objections' by address.
    """
    value = data.get(f"to-{line.name}", line.preset.value)
    if value.startswith("answer-") and value == data.get(f"offered-{line.name}"):
        # Nobody chose it: it was offered, and may be a first answer no longer.
        value = line.offered
    does, _, number = value.partition("-")
    if whole_number(value) is not None:
        does, number = "same", value
    if does not in ACTS and does not in RAISES:
        return None
    return Choice(
        does=does,
        label=line.label,
        number=whole_number(number)
        if number
        else numbers.get(address_in(data.get(f"of-{line.name}", ""))),
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        # Not taken along only where it was offered and refused.
        passage=bool(data.get(f"passage-{line.name}")) or f"claim-{line.name}" not in data,
    )


def favours_of(data: Mapping[str, str]) -> bool | None:
    """Return whether the posted `data` say that a reply supports the essay.

    None where they were not asked.
    """
    if data.get(f"to-{WHOLE}") == "favour":
        return True
    return bool(data.get("favours")) if "favours-asked" in data else None


class Ground(NamedTuple):
    """What is the same for all points of a reply.

    `plain` is the text of the essay; `live` are the objections to which they can go, `may_say` what
    their writer may say of each, and `takes_new` tells whether the essay is open to new ones.
    """

    plain: str
    is_author: bool
    live: list[ObjectionCard]
    may_say: Mapping[int, Collection[str]]
    takes_new: bool


def point_line(
    ground: Ground,
    label: str,
    source: str,
    before: str,
    preset: str,
    about: list[ObjectionCard],
    tagged: list[ObjectionCard],
) -> PointLine:
    """Return the line of a point with text `source`, and what stands `before` it in the reply.

    `preset` is a value; the point is `about` these objections as it stands there, or by what it
    names.
    """
    passage = find_passage(source, ground.plain)
    claim = claim_from(source, before)
    like = () if ground.is_author else tuple(likely(claim, ground.live))
    chosen = [card.pk for card in ground.live if preset.rpartition("-")[2] == str(card.number)]
    wanted = [*chosen, *(card.pk for card in (*about, *like))]
    listed = Listed.of(ground.live, wanted, most=LISTED)
    may_say, first = ground.may_say, offered_first(source, preset, about, ground.may_say)
    return PointLine(
        name=label or WHOLE,
        label=label,
        claim=claim,
        source=excerpt(one_line(source), SOURCE_LENGTH),
        passage=passage.exact if passage else "",
        options=options_of(ground.is_author, listed, may_say, preset, ground.takes_new, first),
        offered=preset,
        tagged=tagged,
        like=like,
    )


def typed_line(line: PointLine, data: Mapping[str, str], refused: PointError | None) -> PointLine:
    """Return the line with what was chosen and typed in place of what is preset.

    `refused` is shown where it is about this point.
    """
    mine = refused if refused is not None and refused.label == line.label else None
    value, of = data.get(f"to-{line.name}", line.preset.value), data.get(f"of-{line.name}", "")
    values = {option.value for option in line.options}
    if value not in values:
        # An objection that is not listed, chosen by its number.
        does, _, number = value.rpartition("-")
        if whole_number(number) is not None:
            value, of = does or "same", f"#{number}"
    if value not in values:
        # What was chosen can be chosen no more: nothing else is instead.
        value = "none"
    return replace(
        line,
        claim=data.get(f"claim-{line.name}", line.claim),
        text=data.get(f"text-{line.name}", ""),
        of=of,
        link=bool(data.get(f"passage-{line.name}")),
        error=mine.messages[0] if mine else "",
        wrong=_field(line, mine.part) if mine else "",
        options=[replace(option, checked=option.value == value) for option in line.options],
    )


def _field(line: PointLine, part: str) -> str:
    return "to" if part == "of" and not line.others else part
