"""What is printed of a reply."""

from typing import TypedDict

from django.utils.safestring import SafeString

from critiques.record.cards import ObjectionCard
from threads.moved import Pointer


class ReplyCard(TypedDict):
    """Everything that the card of a reply prints; `gone` is the tombstone’s text.

    A dictionary, because a template looks into one three times as fast as into an object.
    """

    # Numbers as text: printing a number costs a template five times as much.
    pk: str
    parent: str
    depth: str
    level: str
    state: str
    gone: str
    note: str
    name: str
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
    # The one objection that it raises, and whether the viewer holds it.
    share: ObjectionCard | None
    held: bool
    mine: bool
    unfinished: bool
    can_hide: bool
    can_restore: bool
    can_purge: bool
    can_move: bool
    # The essay that was made of it; and what was moved elsewhere from beneath it.
    made: Pointer | None
    moved: list[Pointer]
    opens: bool
    branch: str
    more: bool
    closing: SafeString
    # Where the rest of a branch is, after its last reply here.
    rest: str
    # Right after posting: “Is this an objection?”, and up to three it may be the same as.
    hint: bool
    hint_new: bool
    hint_same: list[ObjectionCard]
