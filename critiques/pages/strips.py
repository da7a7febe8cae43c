"""The facts of an essay strip: where its headings stand, and what objections are about."""

import re
from typing import Any

from django.db.models import F, QuerySet

from accounts.statements import Statement
from critiques.pictures.strip import Strip, StripPassage, strip_of
from critiques.record.cards import ObjectionCard
from forum.models import Post, PostRevision
from forum.text import excerpt, plain

HEADING = re.compile(r"<h([2-6])\b.*?</h\1>", re.DOTALL)
HEADING_LENGTH = 24


@Statement
def _text(_: Any, post_id: int) -> QuerySet:
    now = PostRevision.objects.filter(post=post_id, number=F("post__revision"))
    return now.values_list("plain", flat=True)


def strip_for(cards: list[ObjectionCard], post: Post) -> Strip:
    """Return the strip of a post with these objections. One query."""
    (text,) = _text.rows(None, post.pk)
    about = [(card, card.passage) for card in cards if card.passage]
    return strip_of(
        [
            StripPassage(card, each.start or 0, each.words)
            for card, each in about
            if each.state == "exact"
        ],
        length=len(text),
        headings=_headings(post.html, text),
        lost=[card for card, each in about if each.state == "lost"],
        none=[card for card in cards if card.claim_shown and not card.passage],
    )


def _headings(html: str, text: str) -> list[tuple[int, str]]:
    """Return where the essay's headings stand in its plain text, and what they say."""
    found, at = [], 0
    for heading in HEADING.finditer(html):
        words = plain(heading[0])
        start = text.find(words, at)
        if words and start >= 0:
            found.append((start, excerpt(words, HEADING_LENGTH)))
            at = start + len(words)
    return found
