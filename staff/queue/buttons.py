"""The buttons that decide on what waits, each with its key."""

from typing import NamedTuple


class Button(NamedTuple):
    """A way to decide; pressing `key` does the same."""

    value: str
    label: str
    key: str
    # Whether it takes a text away.
    danger: bool = False


REMOVE = Button("remove", "Remove", "r", danger=True)
KEEP = [
    Button("warn", "Breaks rules: keep and warn", "w"),
    Button("fine", "Fine", "f"),
    Button("dismiss", "Dismiss", "d"),
]
DECISIONS = [REMOVE, *KEEP]
APPROVALS = [Button("approve", "Approve", "a"), Button("reject", "Turn down", "r", danger=True)]
APPEALS = [Button("uphold", "Let it stand", "l"), Button("take-back", "Take it back", "t")]
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
}
# Before the number of an earlier wording that alone is removed.
WORDING = "wording-"


def removing(numbers: list[int]) -> list[Button]:
    """Return the buttons that remove these earlier wordings; 0 stands for none."""
    wanted = [number for number in numbers if number]
    return [
        Button(f"{WORDING}{each}", f"Remove revision {each} alone", "" if place else "h", True)
        for place, each in enumerate(wanted)
    ]


def unsaid(buttons: list[Button]) -> str:
    """Return what is published as the reason where none is given, and by which of these."""
    labels: dict[str, list[str]] = {}
    for each in buttons:
        if each.value in REASONS:
            labels.setdefault(REASONS[each.value], []).append(each.label)
    return "; ".join(f"{' or '.join(names)}: {reason}" for reason, names in labels.items())
