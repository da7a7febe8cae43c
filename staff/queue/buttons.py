"""The buttons that decide on what waits, each with its key."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from moderation.actions.approval import WELCOME


class Button(NamedTuple):
    """A way to decide; pressing `key` does the same."""

    value: str
    label: str | Promise
    key: str
    # Whether it takes a text away.
    danger: bool = False


REMOVE = Button("remove", gettext_lazy("Remove"), "r", danger=True)
KEEP = [
    Button("warn", gettext_lazy("Breaks rules: keep and warn"), "w"),
    Button("fine", gettext_lazy("Fine"), "f"),
    Button("dismiss", gettext_lazy("Dismiss"), "d"),
]
DECISIONS = [REMOVE, *KEEP]
APPROVALS = [
    Button("approve", gettext_lazy("Approve"), "a"),
    Button("reject", gettext_lazy("Turn down"), "r", danger=True),
]
APPEALS = [
    Button("uphold", gettext_lazy("Let it stand"), "l"),
    Button("take-back", gettext_lazy("Take it back"), "t"),
]
# What a decision says in the log where nobody gave a reason: for ever as its moderator saw it.
REASONS = {
    "fine": gettext_lazy("Nothing in it is against the rules"),
    "dismiss": gettext_lazy("Nothing in it is against the rules"),
    "approve": WELCOME,
}
DONE = {
    "remove": gettext_lazy("Removed"),
    "warn": gettext_lazy("Kept, with a warning"),
    "fine": gettext_lazy("Found fine"),
    "dismiss": gettext_lazy("Dismissed"),
    "approve": gettext_lazy("Approved"),
    "reject": gettext_lazy("Turned down"),
    "uphold": gettext_lazy("It stands"),
    "take-back": gettext_lazy("Taken back"),
}
# Before the number of an earlier wording that alone is removed.
WORDING = "wording-"


def removing(numbers: list[int]) -> list[Button]:
    """Return the buttons that remove these earlier wordings; 0 stands for none."""
    wanted = [number for number in numbers if number]
    return [
        Button(
            f"{WORDING}{each}",
            gettext("Remove revision %(number)d alone") % {"number": each},
            "" if place else "h",
            True,
        )
        for place, each in enumerate(wanted)
    ]


def unsaid(buttons: list[Button]) -> str:
    """Return what is published as the reason where none is given, and by which of these."""
    labels: dict[str, list[str]] = {}
    for each in buttons:
        if each.value in REASONS:
            labels.setdefault(str(REASONS[each.value]), []).append(str(each.label))
    either = gettext(" or ")
    said = gettext("%(decision)s: %(reason)s")
    return "; ".join(
        said % {"decision": either.join(names), "reason": reason}
        for reason, names in labels.items()
    )
