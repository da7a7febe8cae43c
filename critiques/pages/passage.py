"""The passage that an objection is about, on its own page, and the form that says where it is."""

from dataclasses import dataclass
from typing import Self

from accounts.permissions import may
from critiques.models import Objection
from critiques.pages.essay import Essay
from critiques.prose.passages import only_place
from critiques.record.cards import ObjectionCard
from critiques.record.passages import ShownPassage
from critiques.record.reading import Reading
from critiques.record.receipts import difference
from forum.models import PostRevision


@dataclass(frozen=True)
class PassagePart:
    """What it is about, where that is, and what the viewer may say of it.

    `gone_since` is the first revision without the words; 0 where none is known to have had them.
    """

    words: str
    url: str
    revision: int
    lost: bool
    gone_since: int
    changes_url: str
    may_say: bool
    may_say_again: bool

    @classmethod
    def load(cls, *, card: ObjectionCard, essay: Essay, reading: Reading) -> Self:
        """Load it. No query, one where lost words may be found again."""
        viewer = reading.viewer
        passage = None if essay.gone else card.passage
        lost = passage is not None and passage.state == "lost"
        revision = (passage.revision if passage else None) or 0
        gone_since = revision + 1 if lost and 0 < revision < essay.revision else 0
        may_say = (
            viewer is not None
            and viewer.is_authenticated
            and card.raised_readable
            and not essay.gone
            and not card.merged_into_id
            and not card.struck_at
            and (essay.staff or essay.going)
            and _may_anchor(reading, card, passage.state if passage else "")
        )
        return cls(
            words=passage.words if passage else "",
            url=f"{essay.url}#{card.anchor.id if card.anchor else 'essay'}",
            revision=revision,
            lost=lost,
            gone_since=gone_since,
            changes_url=difference(essay.pk, revision, gone_since) if gone_since else "",
            may_say=may_say,
            may_say_again=may_say and lost and _stands_again(passage, essay),
        )


def _may_anchor(reading: Reading, card: ObjectionCard, state: str) -> bool:
    facts = {"post": reading.post, "raiser_id": card.raiser.pk, "passage_state": state}
    return may(reading.viewer, "critiques.anchor", Objection(**facts))


def _stands_again(passage: ShownPassage | None, essay: Essay) -> bool:
    if passage is None or not passage.exact:
        return False
    now = PostRevision.objects.get(post=essay.pk, number=essay.revision)
    return only_place(passage.exact, now.plain) is not None
