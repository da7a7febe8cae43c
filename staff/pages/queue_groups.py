"""What waits, one by one or gathered by person or thread."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from accounts.models import User
from staff.queue.appeals import reported_appeal
from staff.queue.claims import reported_claim
from staff.queue.facts import Facts
from staff.queue.items import Reported, reported
from staff.queue.reported_sent import Sent
from staff.queue.waiting import Waiting

GROUPS = {"": "One by one", "person": "By person", "thread": "By thread"}


@dataclass(frozen=True)
class Group:
    """What waits of one person or in one thread; without a heading, all there is."""

    heading: str
    total: int
    items: list[Reported]
    # What one choice of all that is shown of it sends.
    keys: str

    @property
    def has_more(self) -> bool:
        """Whether not all of it is on this page."""
        return self.total > len(self.items)


def _group_of(each: Waiting, by: str) -> int | None:
    if by == "person":
        return each.person
    return each.key.post if by == "thread" and each.key else None


def grouped(items: list[Waiting], by: str) -> list[Waiting]:
    """Return the items with those of one group together, where its most urgent one stands."""
    places: dict[int | None, int] = {}
    for place, each in enumerate(items):
        places.setdefault(_group_of(each, by), place)
    return sorted(items, key=lambda each: places[_group_of(each, by)])


def groups_of(
    shown: list[Waiting],
    chosen: list[Waiting],
    by: str,
    moderator: User,
    sent: Sent,
    kind: str,
) -> Iterable[Group]:
    """Yield what is `shown` of what was `chosen`, in groups where `by` asks for them.

    `sent` is what was refused of it; one choice of a group is for all of one `kind`.
    """
    facts = Facts.load(shown, moderator)
    for group, members in groupby(shown, key=lambda each: _group_of(each, by)):
        items = [_item(facts, each, moderator, sent) for each in members]
        first = items[0]
        heading = first.writer if by == "person" else first.title if by == "thread" else ""
        total = sum(_group_of(each, by) == group for each in chosen)
        yield Group(heading, total, items, _names(items, kind))


def _names(items: list[Reported], kind: str) -> str:
    return " ".join(each.waiting.name for each in items if each.waiting.kind == kind)


def _item(facts: Facts, each: Waiting, moderator: User, sent: Sent) -> Reported:
    item = replace(_reported(facts, each, moderator), is_chosen=each.name in sent.items)
    return replace(item, reason=sent.reason, sent=sent) if each.name == sent.name else item


def _reported(facts: Facts, each: Waiting, moderator: User) -> Reported:
    if each.appeal:
        return reported_appeal(facts, each, moderator)
    if each.key.objection is not None:
        return reported_claim(facts, each)
    return reported(facts, each)
