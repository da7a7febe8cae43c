"""An objection as a discussion file has it, checked."""

from dataclasses import dataclass
from datetime import datetime

from critiques.status import Word


@dataclass(frozen=True)
class EventPlan:
    """Something that a holder said.

    `of` counts the author's positions from 1, as the file has them: what it was said of, None for
    the last answer before it. `answer_edited`: the answer has changed since. `text` is
    their line why.
    """

    user: str
    event: str
    created: datetime
    reply: str | None = None
    of: int | None = None
    answer_edited: bool = False
    text: str = ""


@dataclass(frozen=True)
class PositionPlan:
    """Something that the author said; `place` counts them from 1, as the file has them.

    `author` is somebody else where it was said in an essay of theirs that became part of this one.
    """

    position: str
    created: datetime
    reply: str | None = None
    text: str = ""
    revision: int | None = None
    place: int = 0
    reason: str = ""
    author: str = ""

    @property
    def word(self) -> Word:
        """What of it decides where the objection stands."""
        return Word(self.position, self.created)


@dataclass(frozen=True)
class PassagePlan:
    """The passage of the essay that an objection is about; what is None is to be found.

    `exact` is empty where moderators removed the wording that had the words.
    """

    exact: str
    prefix: str | None
    suffix: str | None
    start: int | None
    revision: int
    state: str


@dataclass(frozen=True)
class VersionPlan:
    """One wording of the claim."""

    claim: str
    writer: str
    created: datetime


@dataclass(frozen=True)
class HolderPlan:
    """What is known of a holder beside their events; without `version` it is the last one."""

    user: str
    version: int | None = None
    would_satisfy: str = ""


@dataclass(frozen=True)
class ProposalPlan:
    """What waits for the raiser: another wording, or the number of what to merge into."""

    user: str
    created: datetime
    claim: str = ""
    into: int | None = None


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
    # Raised in a reply that was moved to another essay, which the file does not have.
    moved: bool = False
    positions: tuple[PositionPlan, ...] = ()
    main_of: tuple[str, ...] = ()
    merged_into: int | None = None
    struck_at: datetime | None = None
    struck_reason: str = ""
    similar_to: tuple[int, ...] = ()
    passage: PassagePlan | None = None
    # Every wording, where there was more than one.
    versions: tuple[VersionPlan, ...] = ()
    holders: tuple[HolderPlan, ...] = ()
    proposals: tuple[ProposalPlan, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in the file, for people."""
        return f"objections, number {self.number}"

    @property
    def names(self) -> tuple[str, ...]:
        """The people in it."""
        return (
            *(each.user for each in self.events),
            *self.main_of,
            *(each.author for each in self.positions if each.author),
            *(each.writer for each in self.versions),
            *(each.user for each in self.holders),
            *(each.user for each in self.proposals),
        )
