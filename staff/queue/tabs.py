"""The tabs of the queue, the ways to group it, and the address of each."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from staff.queue.rows import QueueRow
from web.pagination import FIRST, Asked

TABS = {
    "": gettext_lazy("All"),
    "posts": gettext_lazy("Posts"),
    "replies": gettext_lazy("Replies"),
    "claims": gettext_lazy("Claims"),
    "approval": gettext_lazy("Approval"),
    "appeals": gettext_lazy("Appeals"),
    "snoozed": gettext_lazy("Snoozed"),
}
GROUPS = {
    "": gettext_lazy("One by one"),
    "person": gettext_lazy("By person"),
    "thread": gettext_lazy("By thread"),
}


class Tab(NamedTuple):
    """A part of the queue, or a way to group it."""

    key: str
    label: str | Promise
    url: str
    current: bool
    count: int = 0


def by_tab(items: Iterable[QueueRow]) -> dict[str, list[QueueRow]]:
    """Return what stands in each tab, in the order given; all but what is put off is in “All”."""
    tabs: dict[str, list[QueueRow]] = {tab: [] for tab in TABS}
    for each in items:
        tabs["snoozed" if each.until else each.tab].append(each)
        if not each.until:
            tabs[""].append(each)
    return tabs


def queue_url(tab: str = "", by: str = "", page: Asked = FIRST) -> str:
    """Return the address of a page of the queue; what does not exist is left out."""
    asked = {"show": tab if tab in TABS else "", "by": by if by in GROUPS else ""}
    query = urlencode([*((name, value) for name, value in asked.items() if value), *page.fields])
    return reverse("moderation-queue") + (f"?{query}" if query else "")
