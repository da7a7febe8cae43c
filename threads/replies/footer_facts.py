"""Footers of replies, made anew for each reader of what all see alike."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from forum.models import State
from threads.marks import Marks
from threads.replies.replycard import ReplyCard
from threads.replies.replyfooter import NO_HINT, NO_MODERATION, ReplyFooter, Shared


class PublicReader(NamedTuple):
    """Who sees a thread as the public does: their id, whether they wrote the essay, and what of the
    thread is their own."""

    who: int | None
    writes: bool
    marks: Marks


class ReplyFacts(NamedTuple):
    """What the footer of a reply is made of for all who see the same of it."""

    pk: str
    name: str
    when: str
    state: str
    author: int
    unplaced: bool
    share: Shared | None
    parent: str
    came: int
    behind: Sequence[int] | None

    @classmethod
    def of(cls, card: ReplyCard) -> Self:
        """Return those of a card that was made for the public."""
        return cls(*(card[name] for name in cls._fields))

    def footer(self, reader: PublicReader) -> ReplyFooter:
        """Return what the viewer may do to it, as `reply_cards` would."""
        mine = self.author == reader.who and self.state == State.VISIBLE
        can_share = self.share is not None and self.author != reader.who and not reader.writes
        number = int(self.pk) if self.pk.isdigit() else 0
        share = Shared(*self.share) if self.share is not None and can_share else None
        return {
            "pk": self.pk,
            "name": self.name,
            "when": self.when,
            "state": self.state,
            "share": share,
            "held": share is not None and share.pk in reader.marks.held,
            "bookmarked": number in reader.marks.bookmarked,
            "worth": number in reader.marks.worth,
            "mine": mine,
            "unfinished": mine and self.unplaced,
            **NO_MODERATION,
            **NO_HINT,
        }
