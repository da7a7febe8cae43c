"""“objection b”, “objection #6” and “[b]” in prose, as links to the objection."""

import re
from collections.abc import Mapping

from critiques.record.cards import ObjectionCard
from forum.markup.tags import tags

ADDRESS = r"(?:\d{0,3}[a-e]|#\d{1,6})"
MENTION = re.compile(rf"\b[Oo]bjection\s({ADDRESS})(?!\w)|\[({ADDRESS})\](?![(\[])")
# Text inside these is left as it is.
SKIPPED = frozenset({"a", "code", "pre", "summary"})


def mentioned(source: str) -> set[str]:
    """Return the addresses (“b”, “2b”, “#6”) that a text mentions."""
    return {first or second for first, second in MENTION.findall(source)}


def link_mentions(html: str, cards: Mapping[str, ObjectionCard]) -> str:
    """Return rendered HTML with each mention of an objection in `cards`, by address, linked."""
    if "bjection" not in html and "[" not in html:
        return html
    if not MENTION.search(html):
        return html

    def link(match: re.Match[str]) -> str:
        card = cards.get(match[1] or match[2])
        return f'<a href="{card.url}">{match[0]}</a>' if card else match[0]

    pieces, done, inside = [], 0, 0
    for tag in tags(html):
        text = html[done : tag.start]
        pieces += [text if inside else MENTION.sub(link, text), html[tag.start : tag.end]]
        done = tag.end
        if tag.name in SKIPPED:
            inside += -1 if tag.closes else 1
    text = html[done:]
    return "".join([*pieces, text if inside else MENTION.sub(link, text)])
