"""What moderators decided about a person, and what they may decide now."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import standing_of
from moderation.actions.appointments import may_appoint
from moderation.actions.log import check_moderator
from moderation.actions.people import may_decide_on
from moderation.models import ROLES, LogEntry
from staff.log.lines import LogLine, log_lines

LINES = 50


@dataclass(frozen=True)
class PersonPage:
    """Where somebody stands, with the last fifty decisions about them. Seven queries at most."""

    person: User
    standing: str
    suspended: bool
    # Whether they say anything of themselves that others can read.
    has_bio: bool
    may_decide: bool
    may_appoint: bool
    lines: list[LogLine]

    @property
    def roles(self) -> str:
        """What role they have, and what each may."""
        return gettext(
            "Their role now: %(role)s. Moderators decide on members’ texts; admins also erase, "
            "decide on moderators and appoint."
        ) % {"role": ROLES[self.person.role]}

    @classmethod
    def load(cls, *, moderator: Any, username: str) -> Self:
        """Load it; raises PermissionDenied for anybody else, or User.DoesNotExist."""
        check_moderator(moderator)
        person = User.objects.named(username).get()
        about = LogEntry.objects.filter(person=person)
        return cls(
            person=person,
            standing=standing_of(person),
            suspended=person.is_suspended,
            has_bio=bool(person.bio) and person.bio_hidden_at is None,
            may_decide=may_decide_on(moderator, person),
            may_appoint=may_appoint(moderator, person),
            lines=log_lines(about, moderator, 0, LINES, parts=False),
        )
