"""A line of the page of notices: who did what, as a whole sentence, with the words themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names

# So many claims are quoted; of more there are the letters.
MOST = 5


class NoticeQuote(NamedTuple):
    """Words as they stand on record, and what they are said of: “objection b”, or “”."""

    of: str
    words: str


class NoticeText(NamedTuple):
    """What one thing says: its essay, whose doing it is, what they do, in their words.

    `beneath` is the reply or essay to which it is a plain reply, if it is one: several of these are
    told in one line.
    """

    post_id: int
    who: str
    does: str
    quotes: tuple[NoticeQuote, ...] = ()
    beneath: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """One line; `until` is the newest of the notices that it tells, all of which it reads.

    `why` says of what is followed that it is, and `why_url` leads to where that ends.
    """

    pk: int
    until: int
    who: str
    does: str
    quotes: tuple[NoticeQuote, ...]
    when: str
    iso: str
    is_new: bool
    why: str = ""
    why_url: str = ""


def named(card: ObjectionCard) -> str:
    """Return what an objection is called in a sentence: “objection b”, “question #6”."""
    return f"{card.kind} {card.address}"


def all_named(cards: Iterable[ObjectionCard]) -> str:
    """Return what several are called: “objections a and b and question #6”."""
    kinds: dict[str, list[str]] = {}
    for card in cards:
        kinds.setdefault(card.kind, []).append(card.address)
    return names(
        [f"{kind}{'s' if len(found) > 1 else ''} {names(found)}" for kind, found in kinds.items()]
    )


def claims_of(cards: Iterable[ObjectionCard]) -> tuple[NoticeQuote, ...]:
    """Return what objections claim, as their reader may see it, five at most: nobody knows them by
    their letters."""
    return tuple(NoticeQuote(named(card), card.claim) for card in list(cards)[:MOST])
