"""What is printed in the footer of a reply."""

from typing import NamedTuple, TypedDict

from critiques.record.cards import ObjectionCard


class Suggestion(NamedTuple):
    """What stands ready for an objection: a claim to edit, and the passage that it is about."""

    claim: str
    passage: str


NO_SUGGESTION = Suggestion("", "")


class Shared(NamedTuple):
    """What is printed of an objection where it can be shared."""

    pk: int
    url: str
    kind: str
    address: str
    unresolved: bool


class ReplyModeration(TypedDict):
    """What nobody but moderators may do to a reply."""

    can_hide: bool
    can_restore: bool
    can_purge: bool
    can_move: bool


NO_MODERATION: ReplyModeration = {
    "can_hide": False,
    "can_restore": False,
    "can_purge": False,
    "can_move": False,
}


class ReplyHint(TypedDict):
    """What is asked right after posting: “Is this an objection?”, and which it may be the same as.

    There are up to three, `hint_about` of those in which its writer has a part.
    """

    hint: bool
    hint_new: bool
    hint_same: list[ObjectionCard]
    hint_about: list[ObjectionCard]
    hint_offer: Suggestion


NO_HINT: ReplyHint = {
    "hint": False,
    "hint_new": False,
    "hint_same": [],
    "hint_about": [],
    "hint_offer": NO_SUGGESTION,
}


class ReplyFooter(ReplyModeration, ReplyHint):
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
