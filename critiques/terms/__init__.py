"""The terms in which readers see what is said of objections, and where they stand."""

from critiques.terms.deeds import DeedWords, deeds_for
from critiques.terms.kinds import KINDS, LABELS, NAMED, TITLED, KindWords, aside, words_for
from critiques.terms.stances import AUTHOR_BUTTONS, REASONS, TOLD_OF, StanceWords, with_reason
from critiques.terms.statuses import (
    QUESTIONS_IN_SHORT,
    RANKS,
    SHORT,
    SHORT_BY_FORMER,
    shown_status,
    status_in_short,
    status_words,
)
from critiques.terms.verbs import IN_PART, says

__all__ = [
    "AUTHOR_BUTTONS",
    "IN_PART",
    "KINDS",
    "LABELS",
    "NAMED",
    "QUESTIONS_IN_SHORT",
    "RANKS",
    "REASONS",
    "SHORT",
    "SHORT_BY_FORMER",
    "TITLED",
    "TOLD_OF",
    "DeedWords",
    "KindWords",
    "StanceWords",
    "aside",
    "deeds_for",
    "says",
    "shown_status",
    "status_in_short",
    "status_words",
    "with_reason",
    "words_for",
]
