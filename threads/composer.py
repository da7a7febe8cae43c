"""The form at the foot of a thread: who may write here, and what the author may say with it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from accounts.permissions import may
from accounts.rights import check_may_write
from critiques.choices import EVENTS, STANCES
from critiques.record.cards import ObjectionCard
from critiques.record.closings import Closed, closed
from critiques.record.desk import desk_url
from critiques.words import CLOSED, Kind, Status
from forum.actions.checks import check_open
from forum.models import Post
from web.addresses import address_of
from web.refusals import why_not

UNANSWERED = (Status.OPEN, Status.CONTESTED)


@dataclass(frozen=True)
class Composer:
    """`open` is the discussion to the viewer, `refused` says why they can't write; `closed` tells
    of new objections; `stances` are the objections of which the viewer may say something with
    the whole reply: its author of those that wait, a critic of the one that was asked for.

    `may_write` and `may_report` are for whoever is signed in, wherever it is.
    """

    action: str
    like_url: str
    desk_url: str
    open: bool
    signed_in: bool
    may_write: bool
    may_report: bool
    # For whoever may take part in this discussion, also where it does not go on.
    may_vote: bool
    locked: bool
    awaits_approval: bool
    refused: str
    is_author: bool
    closed: Closed | None
    stances: tuple[ObjectionCard, ...] = ()
    # What may be said of each.
    says: tuple[str, ...] = ()
    # The number of the objection that was asked for, if one was.
    answers: int | None = None

    def votes(self, voted: bool) -> bool:
        """Whether the viewer may vote, or take back what they `voted`."""
        return self.may_vote or (voted and self.may_write)

    @property
    def may_thank(self) -> bool:
        """Whether the viewer may add a line of thanks to their vote."""
        return self.may_vote and not self.awaits_approval

    @classmethod
    def load(
        cls,
        *,
        post: Post,
        viewer: Any,
        cards: list[ObjectionCard],
        answers: int | None = None,
        may_say: Collection[str] = (),
    ) -> Self:
        """Return it for a viewer of a post that `readable_post` returned for them. No query.

        `may_say` is what a critic may say of the objection with the number `answers`.
        """
        signed_in = viewer is not None and viewer.is_authenticated
        is_author = signed_in and viewer.pk == post.author_id
        refused = why_not(check_may_write, viewer) if signed_in else ""
        may_write = signed_in and not refused
        refused = refused or why_not(check_open, post, viewer if signed_in else None)
        asked = [card for card in cards if card.number == answers and card.status not in CLOSED]
        says = [does for does in EVENTS if does in may_say]
        if is_author:
            says = [*STANCES]
            asked += [
                card
                for card in cards
                if card.kind == Kind.OBJECTION and card.status in UNANSWERED and card not in asked
            ]
        return cls(
            action=address_of("reply", post.pk),
            like_url=address_of("objections-like", post.pk),
            desk_url=desk_url(post=post.pk),
            open=not refused,
            signed_in=signed_in,
            may_write=may_write,
            may_report=may(viewer, "moderation.report"),
            may_vote=may_write and may(viewer, "forum.take_part", post),
            awaits_approval=signed_in and viewer.awaits_approval,
            locked=post.locked_at is not None,
            refused=refused,
            is_author=is_author,
            closed=closed(post),
            stances=tuple(sorted(asked, key=lambda card: (card.number != answers, card.rank)))
            if says
            else (),
            says=tuple(says),
            answers=answers if says else None,
        )
