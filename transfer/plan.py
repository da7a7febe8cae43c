"""A discussion as its file has it, checked; every importer makes one, one writer takes it."""

from dataclasses import dataclass, field
from datetime import datetime

from images.encoding import EncodedImage
from transfer.objection_plan import ObjectionPlan


@dataclass(frozen=True)
class ReceiptPlan:
    """The author's word that a revision was made because of the objection with this number."""

    objection: int
    words: str
    created: datetime


@dataclass(frozen=True)
class RevisionPlan:
    """One wording of the post; without a body where moderators removed it."""

    number: int
    title: str
    body: str | None
    created: datetime
    in_short: str = ""
    note: str = ""
    substantive: bool = False
    receipts: tuple[ReceiptPlan, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class TagPlan:
    """What a reply does to the objection with this number."""

    act: str
    objection: int
    created: datetime
    point: str = ""
    wording: str = ""


@dataclass(frozen=True)
class FormerTagPlan:
    """What a reply did to the objection with this number until its writer took it off."""

    act: str
    objection: int
    point: str
    created: datetime
    removed: datetime


@dataclass(frozen=True)
class ReplyPlan:
    """A reply; `body` is None where it was hidden or withdrawn.

    `among` are the letters of the one that it was written to; `moved` says that this is not the one
    above it, or that it was written to another essay.
    """

    id: str
    parent: str | None
    author: str
    body: str | None
    created: datetime
    edited: datetime | None = None
    state: str = "visible"
    other: bool = False
    favours: bool = False
    among: str = ""
    moved: bool = False
    tags: tuple[TagPlan, ...] = ()
    former_tags: tuple[FormerTagPlan, ...] = ()
    place: str = ""
    # The id of a reply that its body is to link to (“1” is the essay itself).
    see: str | None = None


@dataclass(frozen=True)
class ClosingWordPlan:
    """What the author said of the discussion; None where moderators removed it."""

    text: str | None
    created: datetime


@dataclass(frozen=True)
class ClosingPlan:
    """A time in which nobody could raise an objection."""

    reason: str
    closed: datetime
    reopened: datetime | None = None


@dataclass(frozen=True)
class BarPlan:
    """A time in which somebody could not write beneath the post."""

    user: str
    reason: str
    barred: datetime
    lifted: datetime | None = None


@dataclass(frozen=True)
class DiscussionPlan:
    """A post with its thread and its critique. `people` says where each name first stands,
    `place` where the essay does.

    With `once` it is written again only for who asks for that.
    """

    title: str
    author: str
    body: str
    published: datetime
    in_short: str = ""
    topics: tuple[str, ...] = ()
    locked: datetime | None = None
    pinned: datetime | None = None
    revisions: tuple[RevisionPlan, ...] = ()
    rounds: tuple[tuple[int, datetime], ...] = ()
    replies: tuple[ReplyPlan, ...] = ()
    objections: tuple[ObjectionPlan, ...] = ()
    closing_words: tuple[ClosingWordPlan, ...] = ()
    closings: tuple[ClosingPlan, ...] = ()
    bars: tuple[BarPlan, ...] = ()
    people: dict[str, str] = field(default_factory=dict)
    place: str = ""
    # Those that its texts show, where the file came with them.
    images: dict[str, EncodedImage] = field(default_factory=dict)
    once: bool = False
