"""“objection b”, “objection #6” and “[b]” in prose, as links to the objection."""

import re
from collections.abc import Mapping

from critiques.cards import ObjectionCard

ADDRESS = r"(?:\d{0,3}[a-e]|#\d{1,6})"
MENTION = re.compile(rf"\b[Oo]bjection\s({ADDRESS})(?!\w)|\[({ADDRESS})\](?![(\[])")
# Text inside these is left as it is.
SKIPPED = re.compile(r"(<(?:a|pre|code|summary)\b.*?</(?:a|pre|code|summary)>|<[^>]*>)", re.S)


def mentioned(source: str) -> set[str]:
    """Return the addresses (“b”, “2b”, “#6”) that a text mentions."""
    return {first or second for first, second in MENTION.findall(source)}


def link_mentions(html: str, cards: Mapping[str, ObjectionCard]) -> str:
    """Return rendered HTML with each mention of an objection in `cards`, by address, linked."""
    if "bjection" not in html and "[" not in html:
        return html
    if not MENTION.search(html):
        return html
    pieces = SKIPPED.split(html)

    def link(match: re.Match[str]) -> str:
        card = cards.get(match[1] or match[2])
        return f'<a href="{card.url}">{match[0]}</a>' if card else match[0]

    return "".join(
        piece if index % 2 else MENTION.sub(link, piece) for index, piece in enumerate(pieces)
    )
