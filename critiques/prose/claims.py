"""A claim in one sentence, taken from what somebody wrote."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError

from critiques.models.objections import CLAIM_LIMIT
from critiques.prose.clauses import main_clause, points_back, points_back_first
from critiques.prose.quotations import html_of
from critiques.prose.sentences import sentences
from forum.markup.markers import without_marker
from forum.markup.quotes import own_html, standing_html
from forum.markup.tags import point_sections
from forum.text import excerpt, plain
from web.writing import shows_nothing

# Where a sentence is longer, its end does not matter: it is cut before that.
_READ = 5 * CLAIM_LIMIT
# Less room before a clause says nothing.
_LEAST_ROOM = 20
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|summary|td|th|pre)>|(?=<(?:ul|ol|pre|table|details)\b)")
# “1989. Everybody knows it”, and “19. století” in some languages, are lists of one to Markdown.
_YEAR = re.compile(
    r'<ol start="(\d+)"[^<>]*>\s*(<li>\s*(?:<p>)?)(?=(?:(?!<li>).)*</ol>)', re.DOTALL
)
_STOPS = " .。｡．۔।։።။"


class _Prose(NamedTuple):
    """Plain text, and where its paragraphs end."""

    text: str
    ends: set[int]


def claim_from(source: str, before: str = "", label: str = "") -> str:
    """Return a claim of up to 200 characters from a Markdown text.

    The main clause of the first sentence where that opens with a concession (“…, but …”,
    “Whilst …, …”), else the sentence; with a capital, without its full stop, cut at a word with
    “…” to fit. One that begins with “it”, “this”, “she” comes with the words before it, from its
    own sentence, or from `before`, what its writer wrote above. All are the writer’s own words, in
    their order, none that are struck: block quotes are others’, and in quotation marks where there
    is nothing else. `label` is that of the point that the text is, if it is one.
    """
    html = html_of(source)
    begins = bool(label) or _begins_with_point(html)
    if (prose := _prose_of(own_html(html), begins)) is None:
        quoted = _prose_of(standing_html(html), begins)
        words = _cut(_first_sentence(quoted), CLAIM_LIMIT - len("“”")) if quoted else ""
        return f"“{words}”" if words else ""
    sentence = _first_sentence(prose)
    clause = main_clause(sentence)
    if points_back(clause):
        lead = sentence[: len(sentence) - len(clause)]
        if not lead and points_back_first(clause):
            lead = _last_sentence(before)
        return _capital(_with_lead(lead, clause))
    return _capital(_cut(clause))


def _first_sentence(prose: _Prose) -> str:
    return prose.text[slice(*next(sentences(*prose)))]


def _begins_with_point(html: str) -> bool:
    """Whether its first words are a marker: “p. 12 says so” has none."""
    return any(not plain(html[: first.start]) for first in point_sections(html)[:1])


def _prose_of(html: str, begins_with_marker: bool) -> _Prose | None:
    html = _YEAR.sub(r"\2\1. ", html)
    texts = [text for piece in _BLOCK_END.split(html) if (text := plain(piece))]
    if begins_with_marker:
        texts[:1] = [text for each in texts[:1] if (text := without_marker(f"{each} ").strip())]
    ends, at = set(), -1
    for text in texts:
        at += len(text) + 1
        ends.add(at)
    text = " ".join(texts)[:_READ]
    return _Prose(text, {end for end in ends if end < len(text)}) if text else None


def _last_sentence(before: str) -> str:
    """Return the last sentence of what was written before, with a space behind it."""
    part = before if len(before) <= _READ else before[-_READ:].partition("\n")[2]
    try:
        html = html_of(part)
        prose = _prose_of(own_html(html), _begins_with_point(html))
    except ValidationError:
        return ""
    if prose is None:
        return ""
    *_, last = sentences(*prose)
    return f"{without_marker(prose.text[slice(*last)])} "


def _with_lead(lead: str, clause: str) -> str:
    """Return the words before a clause, as many as fit, and the clause."""
    clause = clause.rstrip(_STOPS)
    room = CLAIM_LIMIT - len(clause)
    if len(lead) <= room:
        return lead + clause
    if room < _LEAST_ROOM:
        return _cut(clause)
    kept = lead[len(lead) - room + 1 :]
    return f"…{kept.partition(' ')[2]}{clause}"


def _cut(text: str, limit: int = CLAIM_LIMIT) -> str:
    """Return as much as fits; nothing where nothing of it would be seen, for no claim is that."""
    text = text.rstrip(_STOPS)
    return "" if shows_nothing(text) else excerpt(text, limit)


def _capital(claim: str) -> str:
    """Return it with a capital, unless it is a name like “iPhone”."""
    return claim if claim[1:2].isupper() else claim[:1].upper() + claim[1:]
