"""Which objections wait: for any reader, and for the author who may answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Self

from accounts.models import User
from critiques.pages.filters import FEWEST
from critiques.record.cards import ObjectionCard
from critiques.record.desk import desk_url, needing_reply
from critiques.terms import SHORT
from critiques.words import UNRESOLVED, Kind, Status
from web.dates import day

NAMED = 12


class StatusGroup(NamedTuple):
    """The unresolved objections of one status, the first twelve of them by letter."""

    status: str
    words: str
    named: list[ObjectionCard]
    others: int
    url: str


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
        return "still disputed after your answer"
    word = "asked" if status == "asked" else "unanswered"
    return f"{word} since {day(oldest)}" if count == 1 else f"{word}, first on {day(oldest)}"


def standing(cards: Iterable[ObjectionCard], url: str) -> list[StatusGroup]:
    """Return which objections are unresolved, by status; none where few are seen at a glance."""
    objections = sorted(
        (each for each in cards if each.kind == Kind.OBJECTION and each.unresolved),
        key=lambda each: each.number,
    )
    if len(objections) < FEWEST:
        return []
    groups = {status: [o for o in objections if o.status == status] for status in UNRESOLVED}
    return [
        StatusGroup(
            status, SHORT[status], found[:NAMED], len(found[NAMED:]), f"{url}?status={status}"
        )
        for status, found in groups.items()
        if found
    ]
