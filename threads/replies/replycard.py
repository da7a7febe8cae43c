"""What is printed of a reply."""

from collections.abc import Sequence
from typing import NamedTuple, Self, TypedDict

from django.utils.safestring import SafeString

from critiques.record.cards import ObjectionCard
from forum.models import State
from threads.marks import Marks
from threads.replies.moved import Pointer


class Suggestion(NamedTuple):
    """What stands ready for an objection: a claim to edit, and the passage that it is about."""

    claim: str
    passage: str


NO_SUGGESTION = Suggestion("", "")


class Rest(NamedTuple):
    """Where the rest of a branch is: its address, and in which tree, between which places."""

    url: str
    behind: tuple[int, int, int] | None


NO_REST = Rest("", None)


class Shared(NamedTuple):
    """What is printed of an objection where it can be shared."""

    pk: int
    url: str
    kind: str
    address: str
    unresolved: bool


class ReplyFooter(TypedDict):
    """What the footer of a reply prints: what its viewer may do to it.

    A dictionary, as the card is that begins with it.
    """

    pk: str
    name: str
    when: str
    state: str
    # The one objection that it raises, and whether the viewer holds it.
    share: Shared | None
    held: bool
    bookmarked: bool
    worth: bool
    mine: bool
    unfinished: bool
    can_hide: bool
    can_restore: bool
    can_purge: bool
    can_move: bool
    # Right after posting: “Is this an objection?”, and up to three it may be the same as.
    hint: bool
    hint_new: bool
    hint_same: list[ObjectionCard]
    # Of those in which its writer has a part.
    hint_about: list[ObjectionCard]
    hint_offer: Suggestion


class ReplyCard(ReplyFooter):
    """Everything that the card of a reply prints; `gone` is the tombstone’s text.

    A dictionary, because a template looks into one three times as fast as into an object.
    """

    # Numbers as text: printing a number costs a template five times as much.
    parent: str
    depth: str
    level: str
    gone: str
    note: str
    # Its writer, and whether some of its points were not placed: of these `unfinished` is made.
    author: int
    unplaced: bool
    # When it became public, as a number; 0 while it is not.
    came: int
    url: str
    by_author: bool
    to: str
    to_url: str
    iso: str
    edited: str
    # How many found it worth reading; 0 where that is not told.
    votes: int
    html: SafeString
    # Whether the text stands behind a link, as it is long and there are many.
    long: bool
    acts: SafeString
    # The essay that was made of it; and what was moved elsewhere from beneath it.
    made: Pointer | None
    moved: list[Pointer]
    opens: bool
    branch: str
    # Whether what is beneath it is on another page.
    more: bool
    # The tree, and between which places in it that stands to which it leads on, for its count.
    behind: tuple[int, int, int] | None
    closing: SafeString
    # Where the rest of a branch is, after its last reply here.
    rest: str


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
        return cls(*(card[name] for name in cls._fields))  # type: ignore[literal-required]

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
            # What nobody but moderators may do, and what is asked right after posting.
            "can_hide": False,
            "can_restore": False,
            "can_purge": False,
            "can_move": False,
            "hint": False,
            "hint_new": False,
            "hint_same": [],
            "hint_about": [],
            "hint_offer": NO_SUGGESTION,
        }
