"""An essay with the letters of its objections at the passages that they are about."""

from collections.abc import Iterable

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from critiques.cards import ObjectionCard
from forum.markup.marks import Passage
from forum.text import with_passages


def with_notes(html: SafeString, cards: Iterable[ObjectionCard]) -> SafeString:
    """Return the HTML of an essay with each passage marked, and a note behind it that says which
    objection it is, what it claims and where it stands."""
    template = get_template("critiques/parts/note.html")
    passages = [
        Passage(
            start=card.anchor.start,
            words=card.anchor.words,
            id=card.anchor.id,
            attributes=(
                f' class="passage" data-letter="{card.letter}" data-passage="{card.anchor.id}"'
            ),
            note=template.render({"o": card}).strip(),
        )
        for card in sorted(cards, key=lambda card: card.number)
        if card.anchor
    ]
    # What templates escaped is put into what was made safe when it was written.
    return mark_safe(with_passages(html, passages))  # noqa: S308
