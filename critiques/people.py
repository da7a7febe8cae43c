"""People and their parts in objections, as plain values that can be kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from accounts.models.shown_names import shown_name_of
from critiques.words import HOLDING


class Person(NamedTuple):
    """Somebody as readers know them; `left` if they are gone and no longer counted."""

    pk: int
    username: str
    # As it is stored: what is kept of an essay is the same in all languages.
    display_name: str
    left: bool

    @property
    def shown_name(self) -> str:
        """The name that readers see."""
        return shown_name_of(self.display_name, self.username)

    @property
    def url(self) -> str:
        """Where their profile is."""
        return f"/u/{self.username}/"


def columns_of(who: str) -> tuple[str, ...]:
    """Return the columns that `person_of` wants of somebody to whom the relation `who` leads."""
    return (who, *(f"{who}__{name}" for name in ("username", "display_name", "left_at")))


def person_of(pk: int, username: str, display_name: str, left_at: datetime | None) -> Person:
    """Return somebody of whom `columns_of` were read."""
    return Person(pk, username, display_name, left_at is not None)


@dataclass(slots=True)
class Holding:
    """One person's part in an objection, with the words of theirs that may be read."""

    id: int
    objection_id: int
    state: str
    state_at: datetime
    since: datetime
    claim_version: int
    would_satisfy: str
    is_main: bool
    user: Person
    readable_wording: str

    @property
    def user_id(self) -> int:
        """Who it is."""
        return self.user.pk

    @property
    def holds(self) -> bool:
        """Whether they hold it now."""
        return self.state in HOLDING


# Of somebody's part in an objection, as it is stored: what `Holding` begins with, and who it is.
OWN = "pk objection state state_at since claim_version would_satisfy is_main".split()
HELD = (*OWN, *columns_of("user"))


def holding_of(*held: Any, wording: str = "") -> Holding:
    """Return the part of which HELD was read, with words of theirs that may be read."""
    return Holding(*held[: len(OWN)], person_of(*held[len(OWN) :]), wording)
