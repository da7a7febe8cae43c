"""The ways to decide on what waits: a button each, and a key."""

from typing import NamedTuple


class Way(NamedTuple):
    """A button of the queue; pressing `key` does the same."""

    value: str
    label: str
    key: str
    # Whether it takes a text away.
    danger: bool = False


REMOVE = Way("remove", "Remove", "r", danger=True)
KEEP = [
    Way("warn", "Breaks rules: keep and warn", "w"),
    Way("fine", "Fine", "f"),
    Way("dismiss", "Dismiss", "d"),
]
DECISIONS = [REMOVE, *KEEP]
APPROVALS = [Way("approve", "Approve", "a"), Way("reject", "Turn down", "r", danger=True)]
APPEALS = [Way("uphold", "Let it stand", "l"), Way("take-back", "Take it back", "t")]
# What a decision says in the log where nobody gave a reason.
REASONS = {
    "fine": "Nothing in it is against the rules",
    "dismiss": "Nothing in it is against the rules",
    "approve": "Welcome",
}
DONE = {
    "remove": "Removed",
    "warn": "Kept, with a warning",
    "fine": "Found fine",
    "dismiss": "Dismissed",
    "approve": "Approved",
    "reject": "Turned down",
    "uphold": "It stands",
    "take-back": "Taken back",
    "snooze": "Put off",
    "wake": "Back in the queue",
}
