"""The facts of a summary's pictures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.utils.safestring import SafeString, mark_safe

from critiques.pages.letters import letters
from critiques.pages.strips import strip_for
from critiques.pictures.drawings import draw_lanes, draw_sheet, draw_strip
from critiques.pictures.grid import Grid, GridPerson, grid_of
from critiques.pictures.lane import Lanes, Moment, lanes_of
from critiques.pictures.strip import Strip
from critiques.record.cards import ObjectionCard
from critiques.record.course.happenings import Happenings
from critiques.record.course.timeline import RAISED, STANCES, Step
from critiques.record.reading import OpenedRound
from critiques.record.sayings.sayings import Record
from critiques.words import Act, Event, Kind, Status
from forum.models import Post

_WORDS = re.compile(r"<(text|title|desc)\b.*?</\1>", re.DOTALL)
_NAMED = re.compile(r'role="img" aria-labelledby="[^"]*"')
_UNNAMED = 'aria-hidden="true"'
# What has a sign in the grid.
DRAWN = frozenset((RAISED, *Event.values, *STANCES))


@dataclass(frozen=True)
class Pictures:
    """The pictures of the objections on a page; `partly` if there are more on other pages.

    Each is None where there is nothing to draw.
    """

    strip: Strip | None
    grid: Grid | None
    lanes: Lanes | None
    partly: bool

    # What is drawn stands on the page twice, small and large.
    @cached_property
    def drawn_strip(self) -> SafeString:
        """The strip as SVG."""
        return draw_strip(self.strip) if self.strip else SafeString()

    @cached_property
    def drawn_sheets(self) -> list[SafeString]:
        """The grid as SVG, sheet by sheet."""
        sheets = self.grid.sheets if self.grid else []
        return [draw_sheet(sheet, n) for n, sheet in enumerate(sheets, 1)]

    @cached_property
    def drawn_lanes(self) -> SafeString:
        """The lanes as SVG."""
        return draw_lanes(self.lanes) if self.lanes else SafeString()

    @property
    def of_the_whole(self) -> SafeString:
        """The letters of those about no passage of the essay."""
        return letters(self.strip.none) if self.strip else SafeString()

    @property
    def lost(self) -> SafeString:
        """The letters of those about words that are no longer there."""
        return letters(self.strip.lost) if self.strip else SafeString()

    @property
    def small(self) -> list[SafeString]:
        """Each as it stands beside the sentence, where its words could not be read."""
        drawn = [self.drawn_strip, *self.drawn_sheets[:1], self.drawn_lanes]
        # Less of what is safe.
        return [mark_safe(_NAMED.sub(_UNNAMED, _WORDS.sub("", each))) for each in drawn if each]  # noqa: S308

    @classmethod
    def of(
        cls,
        shown: list[ObjectionCard],
        *,
        post: Post,
        cards: Mapping[int, ObjectionCard],
        records: Mapping[int, Record],
        happenings: Happenings,
        rounds: list[OpenedRound],
        partly: bool,
    ) -> Self:
        """Return the pictures of the objections in `shown`; questions are left out. One query.

        `cards` has all of the post by id.
        """
        drawn = sorted(
            (card for card in shown if card.kind == Kind.OBJECTION), key=lambda card: card.number
        )
        if not drawn:
            return cls(None, None, None, partly)
        stories = [(card, _moments(happenings.steps[card.pk])) for card in drawn]
        return cls(
            strip=strip_for(drawn, post) if post.readable else None,
            grid=_grid(drawn, post, records, happenings),
            lanes=lanes_of(stories, [(r.number, r.opened_at) for r in rounds if r.number > 1]),
            partly=partly,
        )


def _grid(
    cards: list[ObjectionCard],
    post: Post,
    records: Mapping[int, Record],
    happenings: Happenings,
) -> Grid:
    ids = {user.username: pk for pk, user in happenings.people.items()}
    people = {
        pk: GridPerson(user.shown_name, pk == post.author_id)
        for pk, user in happenings.people.items()
    }
    deeds: dict[int, dict[int, str]] = {}
    for card in cards:
        mine = deeds.setdefault(card.pk, {})
        for quote in records[card.pk].tags:
            if quote.act == Act.ANSWER and not quote.by_author:
                # Who only answers has no other part in it, and may be known from nowhere else.
                user = ids.setdefault(quote.username, -len(ids) - 1)
                people.setdefault(user, GridPerson(quote.name, False))
                mine[user] = "answer"
        for step in happenings.steps[card.pk]:
            if step.user and step.what in DRAWN:
                mine[step.user] = step.what
    return grid_of(cards, deeds, people)


def _moments(steps: list[Step]) -> list[Moment]:
    """Return the steps that moved an objection, and each word of the author's."""
    return [Moment(step.at, *_sign(step)) for step in steps if step.moved or step.what in STANCES]


def _sign(step: Step) -> tuple[str, str]:
    if step.what == RAISED:
        return "raise", ""
    status = step.after if step.moved else Status.ANSWERED
    return status, status
