"""What is printed of a reply."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from threads.replies.moved import Pointer
from threads.replies.replyfooter import ReplyFooter


class Rest(NamedTuple):
    """Where the rest of a branch is: its address, and in which tree, between which places."""

    url: str
    behind: tuple[int, int, int] | None


NO_REST = Rest("", None)


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
