"""One thing that waits for moderators, and the tabs of their queue."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from staff.queue.keys import Key

TABS = {
    "": "All",
    "posts": "Posts",
    "replies": "Replies",
    "claims": "Claims",
    "approval": "Approval",
    "appeals": "Appeals",
    "snoozed": "Snoozed",
}


class Waiting(NamedTuple):
    """A text or a claim that was reported, a newcomer's text, or an answer to a decision."""

    tab: str
    # Null where an answer to a decision is not about a text.
    key: Key | None
    # The person it is about: who wrote it, or who answers.
    person: int
    since: datetime
    # The ids of the reports to be shown, oldest first, and how many more there are.
    reports: tuple[int, ...] = ()
    more: int = 0
    # Whether it comes before all others.
    first: bool = False
    appeal: int | None = None
    # Until when it is put off.
    until: datetime | None = None

    @property
    def name(self) -> str:
        """What the page and its forms call it."""
        return f"appeal-{self.appeal}" if self.appeal else str(self.key)

    @property
    def kind(self) -> str:
        """What decides on it: “report”, “approval” or “appeal”."""
        return {"approval": "approval", "appeals": "appeal"}.get(self.tab, "report")

    @property
    def rank(self) -> tuple[bool, int, datetime]:
        """Sorts what comes first, then what most people reported, then the oldest."""
        return not self.first, -len(self.reports) - self.more, self.since


def by_tab(items: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    """Return what stands in each tab, in the order given; all but what is put off is in “All”."""
    tabs: dict[str, list[Waiting]] = {tab: [] for tab in TABS}
    for each in items:
        tabs["snoozed" if each.until else each.tab].append(each)
        if not each.until:
            tabs[""].append(each)
    return tabs
