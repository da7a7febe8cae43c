"""A post's critique as its exports share it: every objection, and the whole in one sentence."""

from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from critiques.pages.essay import readable_post
from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.passages import ShownPassage
from critiques.record.tallies import ask_tally, tally
from critiques.words import Kind
from forum.models import Post

WITHDRAWN = "A withdrawn essay"


@dataclass(frozen=True)
class Critique:
    """A post's critique, the cards of its objections in the order of the summary.

    `base` goes before every path: “https://example.org”, or empty, and then addresses begin
    with a slash.
    """

    post: Post
    base: str
    title: str
    author: str
    cards: list[ObjectionCard]

    @classmethod
    def load(cls, post_id: int, base: str) -> Self:
        """Load it; raises Post.DoesNotExist where the public may not know of the post.

        One query, and those of `cards_for`.
        """
        post = readable_post(None, post_id)
        return cls(
            post=post,
            base=base,
            title=post.title if post.readable else WITHDRAWN,
            author=post.author.shown_name,
            cards=sorted(cards_for([post.pk], None).values(), key=lambda card: card.rank),
        )

    @property
    def in_short(self) -> str:
        """What it claims in the author’s own words, where the public may read the essay."""
        return self.post.in_short if self.post.readable else ""

    @property
    def objections(self) -> list[ObjectionCard]:
        """Its objections, unresolved first."""
        return [card for card in self.cards if card.kind == Kind.OBJECTION]

    @property
    def questions(self) -> list[ObjectionCard]:
        """Its questions."""
        return [card for card in self.cards if card.kind == Kind.QUESTION]

    @property
    def numbered(self) -> list[ObjectionCard]:
        """Both, by number."""
        return sorted(self.cards, key=lambda card: card.number)

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        return f"{tally(self.objections)} {ask_tally(self.questions)}".strip()

    def passage(self, card: ObjectionCard) -> ShownPassage | None:
        """What an objection is about, where the public may read the essay."""
        return card.passage if self.post.readable else None

    def at(self, path: str) -> str:
        """Return the address of a path of the site; an empty one stays empty."""
        return f"{self.base}{path}" if path else ""

    @property
    def url(self) -> str:
        """Where its summary is."""
        return self.at(reverse("critique", args=[self.post.pk]))
