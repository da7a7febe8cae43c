"""What is printed of a reply."""

from typing import NamedTuple, TypedDict

from django.utils.safestring import SafeString

from critiques.record.cards import ObjectionCard
from threads.moved import Pointer


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
    state: str
    # The one objection that it raises, and whether the viewer holds it.
    share: Shared | None
    held: bool
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
    url: str
    by_author: bool
    to: str
    to_url: str
    when: str
    iso: str
    edited: str
    # “revision 1”, where the essay was revised since, and what changed.
    older: str
    older_url: str
    html: SafeString
    # Whether the text stands behind a link, as it is long and there are many.
    long: bool
    acts: SafeString
    # The essay that was made of it; and what was moved elsewhere from beneath it.
    made: Pointer | None
    moved: list[Pointer]
    opens: bool
    branch: str
    more: bool
    closing: SafeString
    # Where the rest of a branch is, after its last reply here.
    rest: str
