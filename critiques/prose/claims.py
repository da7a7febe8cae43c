"""A claim in one sentence, taken from what somebody wrote."""

import re

from critiques.models.objections import CLAIM_LIMIT
from critiques.prose.quotations import html_of, without_quotes
from forum.text import excerpt, plain

MARKER = re.compile(r"^(?:\(?[A-Za-z]\\?\)|[a-z]\.)\s+")
SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))\s+(?=[\"“‘(]?[^\Wa-z_])")
CONCEDING = re.compile(
    r"^(?:whilst|while|although|though|even though|even if|granted that|admittedly)\b[^,]*"
    r"(?:,[^,]*)*?,\s+(?=(?:i|you|it|this|that|there|we|they|he|she|the|your|my|a|an)\b)",
    re.IGNORECASE,
)
TURN = re.compile(
    r"(?:[,;]\s+|\s+[–—]\s+)(?:but|however|though|yet|although)\b,?\s+", re.IGNORECASE
)
FEWEST_WORDS = 3


def claim_from(source: str) -> str:
    """Return a claim of up to 200 characters from a Markdown text.

    The main clause of the first sentence where that opens with a concession (“…, but …”,
    “Whilst …, …”), else the sentence; with a capital, without its full stop, cut at a word with
    “…” to fit. Block quotes are others' words, unless there is nothing else.
    """
    html = html_of(source)
    own = MARKER.sub("", f"{plain(without_quotes(html))} ").strip()
    text = own or MARKER.sub("", plain(html))
    sentence = SENTENCE_END.split(text, maxsplit=1)[0]
    clause = _main_clause(sentence)
    claim = excerpt(clause.rstrip(" ."), CLAIM_LIMIT)
    return claim[:1].upper() + claim[1:]


def _main_clause(sentence: str) -> str:
    for rest in (CONCEDING.sub("", sentence, count=1), *TURN.split(sentence, maxsplit=1)[1:]):
        if rest != sentence and len(rest.split()) >= FEWEST_WORDS:
            return rest
    return sentence
