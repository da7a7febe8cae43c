"""A post's critique as its exports share it: every objection, and the whole in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import Self

from django.urls import reverse
from django.utils import timezone

from critiques.groups import Forest
from critiques.models import Objection
from critiques.pages.essay import readable_post
from critiques.record.cards import cards_for
from critiques.record.coverage import KINDS, Coverage, coverage_of, words_of
from critiques.record.records import record_of, records_of
from critiques.record.sentences import ask_tally, tally
from critiques.words import Kind
from forum.models import Post
from transfer.documents.entries import Entry, entry_of

WITHDRAWN = "A withdrawn essay"


@dataclass(frozen=True)
class Critique:
    """A post's critique, its entries in the order of the summary.

    `base` goes before every path: “https://example.org”, or empty, and then addresses begin
    with a slash.
    """

    post: Post
    base: str
    title: str
    author: str
    entries: list[Entry]
    coverage: Coverage

    @classmethod
    def load(cls, post_id: int, base: str) -> Self:
        """Load it; raises Post.DoesNotExist where the public may not know of the post.

        Eleven queries at most, whatever the size.
        """
        post = readable_post(None, post_id)
        cards, records = cards_for([post.pk], None), records_of(post, None)
        rows = Objection.objects.filter(pk__in=cards).select_related("raiser", "merged_into")
        objections = list(rows)
        forest = Forest({each.pk: each.merged_into_id for each in objections})
        entries = []
        for each in objections:
            group = forest.group(each.pk)
            parts = [cards[pk] for pk in group[1:]]
            record = record_of(group, records)
            entry = entry_of(each, cards[each.pk], record, parts, readable=post.readable)
            entries.append(entry)
        return cls(
            post=post,
            base=base,
            title=post.title if post.readable else WITHDRAWN,
            author=post.author.shown_name,
            entries=sorted(entries, key=lambda entry: entry.card.rank),
            coverage=coverage_of(post),
        )

    @property
    def objections(self) -> list[Entry]:
        """Its objections, unresolved first."""
        return [entry for entry in self.entries if entry.card.kind == Kind.OBJECTION]

    @property
    def questions(self) -> list[Entry]:
        """Its questions."""
        return [entry for entry in self.entries if entry.card.kind == Kind.QUESTION]

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        asked = ask_tally(entry.card for entry in self.questions)
        return f"{tally(entry.card for entry in self.objections)} {asked}".strip()

    def at(self, path: str) -> str:
        """Return the address of a path of the site; an empty one stays empty."""
        return f"{self.base}{path}" if path else ""

    @property
    def url(self) -> str:
        """Where its summary is."""
        return self.at(reverse("critique", args=[self.post.pk]))

    def covered(self) -> Iterator[tuple[str, int, str]]:
        """Yield what the replies do, how many do it, and where they are listed."""
        for kind in KINDS:
            address = self.at(reverse("coverage", args=[self.post.pk, kind]))
            count = len(getattr(self.coverage, kind))
            yield words_of(kind, count), count, address


@contextmanager
def dated_in_utc() -> Iterator[None]:
    """Let days be those of UTC, whoever asks."""
    with timezone.override(UTC):
        yield
