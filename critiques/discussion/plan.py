"""A discussion as its file has it, checked; every importer makes one, one writer takes it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class RevisionPlan:
    """One wording of the post."""

    number: int
    title: str
    body: str
    created: datetime
    note: str = ""
    substantive: bool = False


@dataclass(frozen=True)
class TagPlan:
    """What a reply does to the objection with this number."""

    act: str
    objection: int
    created: datetime
    point: str = ""
    wording: str = ""


@dataclass(frozen=True)
class ReplyPlan:
    """A reply; `body` is None where it was hidden or withdrawn."""

    id: str
    parent: str | None
    author: str
    body: str | None
    created: datetime
    edited: datetime | None = None
    state: str = "visible"
    other: bool = False
    tags: tuple[TagPlan, ...] = ()
    place: str = ""
    # The id of a reply that its body is to link to (“1” is the essay itself).
    see: str | None = None


@dataclass(frozen=True)
class EventPlan:
    """Something that a holder said."""

    user: str
    event: str
    created: datetime
    reply: str | None = None


@dataclass(frozen=True)
class PositionPlan:
    """Something that the author said."""

    position: str
    created: datetime
    reply: str | None = None
    text: str = ""


@dataclass(frozen=True)
class PassagePlan:
    """The passage of the essay that an objection is about; what is None is to be found."""

    exact: str
    prefix: str | None
    suffix: str | None
    start: int | None
    revision: int
    state: str


@dataclass(frozen=True)
class ObjectionPlan:
    """An objection or question; `claim` is None where it was removed."""

    number: int
    kind: str
    round: int | None
    letter: str | None
    claim: str | None
    created: datetime
    raised_in: str
    events: tuple[EventPlan, ...]
    positions: tuple[PositionPlan, ...] = ()
    main_of: tuple[str, ...] = ()
    merged_into: int | None = None
    struck_at: datetime | None = None
    struck_reason: str = ""
    similar_to: tuple[int, ...] = ()
    passage: PassagePlan | None = None


@dataclass(frozen=True)
class DiscussionPlan:
    """A post with its thread and its critique. `people` says where each name first stands."""

    title: str
    author: str
    body: str
    published: datetime
    topics: tuple[str, ...] = ()
    locked: datetime | None = None
    pinned: datetime | None = None
    revisions: tuple[RevisionPlan, ...] = ()
    rounds: tuple[tuple[int, datetime], ...] = ()
    replies: tuple[ReplyPlan, ...] = ()
    objections: tuple[ObjectionPlan, ...] = ()
    people: dict[str, str] = field(default_factory=dict)
