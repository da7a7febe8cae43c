"""One point of a reply in the points step, with where it may go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from critiques.choices import EVENTS
from critiques.prose.claims import claim_from
from critiques.prose.passages import find_passage
from critiques.record.cards import ObjectionCard
from critiques.record.likely import likely
from critiques.record.selection import Listed
from forum.text import excerpt
from threads.points.options import LIKELY, Option, offered_first, options_of
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
    claim = claim_from(source, before, label)
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
