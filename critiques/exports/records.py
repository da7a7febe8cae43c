"""What the exports of a critique share: its objections, with everything that was said of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from django.urls import reverse
from django.utils import timezone

from critiques.cards import ObjectionCard, cards_for
from critiques.coverage import KINDS, Coverage, coverage_of
from critiques.models import Holder, Objection
from critiques.pages.thread import readable_post
from critiques.records import Record, Stance, records_of
from critiques.sentences import ask_tally, tally
from critiques.words import Event, Kind
from forum.models import Post

WITHDRAWN = "A withdrawn essay"


@dataclass(frozen=True)
class Passage:
    """Words of a revision of the essay; without `start` it is not known where they stand."""

    exact: str
    prefix: str
    suffix: str
    start: int | None
    revision: int | None
    state: str


@dataclass(frozen=True)
class Entry:
    """One objection or question; what the public may not read of it is empty."""

    card: ObjectionCard
    record: Record
    created: datetime
    # The raiser’s name, and the name in their address.
    raiser: str
    username: str
    holding: list[Holder]
    parts: list[str]
    merged_into: str
    passage: Passage | None

    @property
    def satisfied(self) -> list[Holder]:
        """Whose last word is that it was answered."""
        return self.record.said_last(Event.SATISFIED)

    @property
    def mains(self) -> list[Holder]:
        """Whose main disagreement it is."""
        return [holder for holder in self.record.holding if holder.is_main]

    @property
    def stance(self) -> Stance | None:
        """The author’s last word."""
        return self.record.stances[-1] if self.record.stances else None

    @property
    def wishes(self) -> list[Holder]:
        """Who says what would satisfy them."""
        return [h for h in self.holding if h.would_satisfy and self.card.claim_shown]


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
        parts = defaultdict(list)
        for each in objections:
            parts[each.merged_into_id].append(each)
        entries = [
            _entry(each, cards[each.pk], records, parts[each.pk], readable=post.readable)
            for each in objections
        ]
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
        for kind, words in KINDS.items():
            address = self.at(reverse("coverage", args=[self.post.pk, kind]))
            yield words, len(getattr(self.coverage, kind)), address


def usernames(holders: Iterable[Holder]) -> list[str]:
    """Return the names in people’s addresses, each once."""
    return list(dict.fromkeys(holder.user.username for holder in holders))


def shown_names(holders: Iterable[Holder]) -> list[str]:
    """Return the names that readers see, each person once."""
    return list({holder.user.pk: holder.user.shown_name for holder in holders}.values())


@contextmanager
def dated_in_utc() -> Iterator[None]:
    """Let days be those of UTC, whoever asks."""
    with timezone.override(UTC):
        yield


def _entry(
    objection: Objection,
    card: ObjectionCard,
    records: dict[int, Record],
    parts: list[Objection],
    *,
    readable: bool,
) -> Entry:
    record = records[objection.pk]
    raiser = objection.raiser if card.raised_readable else None
    return Entry(
        card=card,
        record=record,
        created=objection.created_at,
        raiser=raiser.shown_name if raiser else "",
        username=raiser.username if raiser else "",
        holding=[*record.holding, *(h for part in parts for h in records[part.pk].holding)],
        parts=[part.address for part in parts],
        merged_into=objection.merged_into.address if objection.merged_into else "",
        passage=_passage(objection) if card.claim_shown and readable else None,
    )


def _passage(objection: Objection) -> Passage | None:
    if not objection.passage:
        return None
    return Passage(
        exact=objection.passage,
        prefix=objection.passage_prefix,
        suffix=objection.passage_suffix,
        start=objection.passage_start,
        revision=objection.passage_revision,
        state=objection.passage_state,
    )
