"""Where objections stand, at a glance: for any reader, for the author, and for a critic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.utils.translation import gettext, ngettext

from accounts.models import User
from critiques.pages.filters import FilterLink, statuses_of
from critiques.pages.letters import BarPart, bar_of
from critiques.record.cards import ObjectionCard
from critiques.record.desk import ASKED, desk_url, needing_reply
from critiques.record.reading import Reading
from critiques.record.turns import HOLDERS
from critiques.words import Status
from web.dates import day

NAMED = 12


class StatusPart(NamedTuple):
    """How many have one status, and a filter for them."""

    status: str
    words: str
    count: int
    url: str
    chosen: bool


class StatusBar(NamedTuple):
    """How many objections stand where, drawn as a bar of so many; in words of questions, too."""

    bar: list[BarPart]
    parts: list[StatusPart]
    total: int

    @classmethod
    def of(cls, links: Iterable[FilterLink], cards: Iterable[ObjectionCard]) -> Self:
        """Return it for the choices of a status, which `cards` have."""
        words = statuses_of(cards)
        parts = [
            StatusPart(
                each.value,
                words[each.value],
                each.count,
                each.url,
                each.chosen,
            )
            for each in links
        ]
        counts = {part.status: part.count for part in parts}
        bar = bar_of(counts, {part.status: part.url for part in parts})
        return cls(bar, parts, sum(part.count for part in bar))


class Answered(NamedTuple):
    """What was answered and waits for the viewer's word, who raised or shares it."""

    named: list[ObjectionCard]
    others: int
    url: str

    @classmethod
    def of(cls, viewer: Any, reading: Reading) -> Self | None:
        """Return it, or None where nothing does. Nothing is asked but what `turn` asks."""
        if viewer is None or not viewer.pk:
            return None
        members = reading.happenings.members
        mine = [card for pk, card in reading.cards.items() if viewer.pk in members[pk]]
        waiting = [
            card
            for card in sorted(mine, key=lambda each: each.rank)
            for turn in [reading.turn(card.pk)]
            if turn.whose == HOLDERS and viewer.pk in turn.people
        ]
        return cls(waiting[:NAMED], len(waiting[NAMED:]), desk_url(tab=ASKED)) if waiting else None


class WaitingGroup(NamedTuple):
    """What waits for the author for the same reason: the first twelve, main disagreements first."""

    named: list[ObjectionCard]
    others: int
    why: str


class Needs(NamedTuple):
    """What the author has not answered, as on their desk, and where to answer it there."""

    waiting: list[WaitingGroup]
    url: str

    @classmethod
    def of(cls, author: User, post_id: int, cards: Mapping[int, ObjectionCard]) -> Self | None:
        """Return it, or None where nothing waits. One query."""
        found = needing_reply(author).filter(post=post_id).values_list("pk", flat=True)
        groups: dict[str, list[ObjectionCard]] = defaultdict(list)
        for pk in found:
            groups[cards[pk].status].append(cards[pk])
        waiting = [
            WaitingGroup(
                named=each[:NAMED],
                others=len(each[NAMED:]),
                why=_why(status, min(card.created_at for card in each), len(each)),
            )
            for status, each in groups.items()
        ]
        return cls(waiting, desk_url(post=post_id)) if waiting else None


def _why(status: str, oldest: datetime, count: int) -> str:
    if status == Status.CONTESTED:
        return gettext("still disputed after your answer")
    if status == ASKED:
        said = ngettext("asked since %(day)s", "asked, first on %(day)s", count)
    else:
        said = ngettext("unanswered since %(day)s", "unanswered, first on %(day)s", count)
    return said % {"day": day(oldest)}
