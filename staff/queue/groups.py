"""What waits, one by one or gathered by person or thread."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from accounts.models import User
from staff.queue.appeals import appeal_item
from staff.queue.claims import claim_item
from staff.queue.facts import QueueFacts
from staff.queue.forms import SentForm
from staff.queue.items import QueueItem
from staff.queue.rows import QueueRow
from staff.queue.texts import text_item


@dataclass(frozen=True)
class Group:
    """What waits of one person or in one thread; without a heading, all there is."""

    heading: str
    total: int
    items: list[QueueItem]
    # What one choice of all that is shown of it sends.
    keys: str

    @property
    def has_more(self) -> bool:
        """Whether not all of it is on this page."""
        return self.total > len(self.items)


def group_of(each: QueueRow, by: str) -> int | None:
    """Return the person or the thread that it is grouped by; None where it is by neither."""
    if by == "person":
        return each.person
    return each.key.post if by == "thread" and each.key else None


def grouped(items: list[QueueRow], by: str) -> list[QueueRow]:
    """Return the items with those of one group together, where its most urgent one stands."""
    places: dict[int | None, int] = {}
    for place, each in enumerate(items):
        places.setdefault(group_of(each, by), place)
    return sorted(items, key=lambda each: places[group_of(each, by)])


def groups_of(
    shown: list[QueueRow],
    chosen: list[QueueRow],
    by: str,
    moderator: User,
    sent: SentForm,
    kind: str,
) -> Iterable[Group]:
    """Yield what is `shown` of what was `chosen`, in groups where `by` asks for them.

    `sent` is what was refused of it; one choice of a group is for all of one `kind`.
    """
    facts = QueueFacts.load(shown, moderator)
    for group, members in groupby(shown, key=lambda each: group_of(each, by)):
        items = [_item(facts, each, moderator, sent) for each in members]
        first = items[0]
        headings = {"person": first.writer.shown_name, "thread": first.title}
        total = sum(group_of(each, by) == group for each in chosen)
        names = " ".join(each.row.name for each in items if each.row.kind == kind)
        yield Group(headings.get(by, ""), total, items, names)


def _item(facts: QueueFacts, row: QueueRow, moderator: User, sent: SentForm) -> QueueItem:
    item = replace(_item_of(facts, row, moderator), is_chosen=row.name in sent.items)
    return replace(item, reason=sent.reason, sent=sent) if row.name == sent.name else item


def _item_of(facts: QueueFacts, row: QueueRow, moderator: User) -> QueueItem:
    if row.appeal:
        return appeal_item(facts, row, moderator)
    if row.key.objection is not None:
        return claim_item(facts, row)
    return text_item(facts, row)
