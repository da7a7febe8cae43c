"""Which objections of a post say nearly what somebody is about to say."""

import re
from collections.abc import Iterable

import textdistance

from critiques.record.cards import ObjectionCard
from critiques.words import CLOSED, Kind

# Of twenty paraphrases of claims all lie above, of 213 pairs of different claims to one essay none
# (0.48 at the least, 0.32 at the most).
ALIKE = 0.4
MOST = 3
# Beyond, a page would wait: a comparison takes some 50 microseconds.
COMPARED = 200
CLAIM_LENGTH = 200

TRIGRAM = 3

_trigrams = textdistance.Sorensen(qval=TRIGRAM, external=False)


def likely(
    claim: str, cards: Iterable[ObjectionCard], *, kind: Kind = Kind.OBJECTION
) -> list[ObjectionCard]:
    """Return up to three present objections that a claim may repeat, the nearest first.

    Of more than 200 objections the 200 with most holders are compared.
    """
    open_ = [c for c in cards if c.kind == kind and c.claim_shown and c.status not in CLOSED]
    compared = sorted(open_, key=lambda card: -card.holder_count)[:COMPARED]
    near = [(likeness(claim[:CLAIM_LENGTH], card.claim), card) for card in compared]
    found = sorted((pair for pair in near if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [card for _, card in found[:MOST]]


def likeness(one: str, two: str) -> float:
    """Return how near two claims are, from 0 to 1.

    The trigrams that their words have in common, as Sørensen and Dice measure it; words too
    short for a trigram are alike where they are the same.
    """
    one, two = _words(one), _words(two)
    if min(len(one), len(two)) < TRIGRAM:
        return float(one == two != "")
    return _trigrams(one, two)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
