"""An essay with the letters of its objections at the passages that they are about."""

from collections.abc import Iterable
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from critiques.record.cards import ObjectionCard
from forum.markup.marks import MarkedPassage
from forum.text import with_passages

# Notes beside one essay: more than these nobody reads there.
NOTED = 100


class Noted(NamedTuple):
    """An essay's HTML; how many of its passages' objections have a note in it, and how many not."""

    html: SafeString
    notes: int
    more: int


def with_notes(html: SafeString, cards: Iterable[ObjectionCard]) -> Noted:
    """Return the HTML of an essay with each passage marked, and a note behind it that says which
    objection it is, what it claims and where it stands. What is resolved is marked quietly.

    The first hundred have notes, unresolved ones first. What else there is can only be led to.
    """
    template = get_template("critiques/parts/note.html")
    ranked = sorted((card for card in cards if card.anchor), key=lambda card: card.rank)
    noted = {card.pk for card in ranked[:NOTED]}
    passages = [
        MarkedPassage(
            start=card.anchor.start,
            words=card.anchor.words,
            id=card.anchor.id,
            attributes=_attributes(card, card.anchor.id, card.pk in noted),
            note=template.render({"o": card}).replace("\n", "") if card.pk in noted else "",
            quiet=not card.unresolved,
        )
        for card in sorted(ranked, key=lambda card: card.number)
        if card.anchor
    ]
    # What templates escaped is put into what was made safe when it was written.
    marked = mark_safe(with_passages(html, passages))  # noqa: S308
    return Noted(marked, len(noted), len(ranked) - len(noted))


def _attributes(card: ObjectionCard, place: str, noted: bool) -> str:
    if noted:
        quiet = "" if card.unresolved else " data-quiet"
        return f' class="passage" data-letter="{card.letter}" data-passage="{place}"{quiet}'
    return f' class="passage passage--bare" data-passage="{place}"'
