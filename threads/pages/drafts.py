"""What somebody has begun and not sent: essays that are not published, and what stands in forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.urls import reverse

from forum.models import Draft, Post, State
from forum.places import WritingPlace
from threads.pages.draftlines import DraftLine, DraftPlaces, essay_line
from web.dates import minute

ESSAYS = 100


class KeptText(NamedTuple):
    """What was typed in a form and not sent, as it was saved last."""

    typed: Mapping[str, str]
    sequence: int
    when: str

    @property
    def initial(self) -> dict[str, Any]:
        """What the form begins with."""
        return {**self.typed, "sequence": self.sequence}


def kept_at(writer: Any, place: WritingPlace) -> KeptText | None:
    """Return what somebody has typed at a place and not sent. One query."""
    draft = Draft.objects.typed_at(writer.pk, place)
    return KeptText(draft.fields, draft.sequence, minute(draft.saved_at)) if draft else None


@dataclass(frozen=True)
class DraftsPage:
    """All that somebody has begun, the latest first. Four queries; one more after discarding."""

    drafts: list[DraftLine]
    # What was just thrown away, and the address that puts it back.
    discarded: DraftLine | None
    undo_url: str
    has_more: bool

    @classmethod
    def load(cls, *, viewer: Any, discarded: WritingPlace | None) -> Self:
        """Load the page of who is signed in."""
        rows = list(Draft.objects.kept_for(viewer.pk))
        gone = Draft.objects.discarded_last(viewer, discarded) if discarded else None
        own = Post.objects.readable_by(viewer).filter(author=viewer, state=State.DRAFT)
        essays = list(own.order_by("-created_at", "-pk")[: ESSAYS + 1])
        has_more, essays = len(essays) > ESSAYS, essays[:ESSAYS]
        places = DraftPlaces.of(viewer, [*rows, *filter(None, [gone])])
        typed = {row.post_id: row for row in rows if row.where.kind == "essay"}
        lines = [(row.saved_at, places.line(row)) for row in rows if not places.is_draft(row)]
        for essay in essays:
            row = typed.get(essay.pk)
            lines.append((row.saved_at if row else essay.created_at, essay_line(essay, row)))
        lines.sort(key=lambda line: line[0], reverse=True)
        return cls(
            drafts=[line for _, line in lines],
            discarded=places.line(gone) if gone else None,
            undo_url=reverse("draft-put-back", args=[gone.where]) if gone else "",
            has_more=has_more,
        )
