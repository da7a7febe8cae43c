"""A person: what they wrote, objected and asked. No counts, points or ranks."""

from dataclasses import dataclass
from functools import reduce
from typing import Any, Self

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from accounts.models import User
from accounts.rights import standing_of
from accounts.rules import is_moderator
from critiques.record.sentences import names
from moderation.models import LogAct, LogEntry
from threads.pages.following.controls import control_of_person
from threads.pages.people.biography import ShownBiography
from threads.pages.people.sections import (
    HeldLine,
    ProfileLine,
    ProfileSection,
    essays_by,
    objections_of,
    replies_by,
)
from web.dates import day
from web.following import FollowControl
from web.pagination import FIRST, Asked

# The sections, as a title has them.
IN_TITLES = {
    "essays": pgettext_lazy("behind “more”", "essays"),
    "objections": pgettext_lazy("behind “more”", "objections"),
    "replies": pgettext_lazy("behind “more”", "replies"),
}


@dataclass(frozen=True)
class ProfilePage:
    """Somebody's essays, objections and replies, thirty each; or of one a further page, alone.

    Seven queries at most, and two more for who is signed in.
    """

    person: User
    mine: bool
    # What somebody else can press; None for visitors, and where there is nobody any more.
    follow: FollowControl | None
    title: str
    since: str
    biography: ShownBiography
    # Whether they may write, for moderators alone.
    standing: str
    # None where a further page of another is shown.
    essays: ProfileSection[ProfileLine] | None
    objections: ProfileSection[HeldLine] | None
    replies: ProfileSection[ProfileLine] | None
    warnings: list[ProfileLine]

    @property
    def introduction(self) -> str:
        """What a link to it says of it elsewhere."""
        said = gettext("%(name)s’s essays, replies, objections and questions.")
        return said % {"name": self.person.shown_name}

    @property
    def is_whole(self) -> bool:
        """Whether it has all sections."""
        return None not in (self.essays, self.objections, self.replies)

    @classmethod
    def load(
        cls, *, viewer: Any, username: str, essays: Asked, objections: Asked, replies: Asked
    ) -> Self:
        """Load a page of each section, or of those of which no first page is asked for.

        Raises User.DoesNotExist, and Http404 beyond the last page of any.
        """
        person = User.objects.named(username).get()
        mine = viewer is not None and viewer.pk == person.pk
        asked = {"essays": essays, "objections": objections, "replies": replies}
        further = {name for name, page in asked.items() if page != FIRST}
        shown = further or asked.keys()
        of = (person, viewer)
        return cls(
            person=person,
            mine=mine,
            follow=control_of_person(viewer, person) if _may_follow(viewer, person) else None,
            title=_heading(person, [name for name in asked if name in further]),
            since=day(person.date_joined),
            biography=ShownBiography.of(*of),
            standing=standing_of(person) if is_moderator(viewer) else "",
            essays=essays_by(*of, essays) if "essays" in shown else None,
            objections=objections_of(*of, objections) if "objections" in shown else None,
            replies=replies_by(*of, replies) if "replies" in shown else None,
            warnings=_warnings(person) if mine or is_moderator(viewer) else [],
        )


def _may_follow(viewer: Any, person: User) -> bool:
    signed_in = viewer is not None and viewer.is_authenticated
    return signed_in and viewer.pk != person.pk and person.left_at is None


def _heading(person: User, further: list[str]) -> str:
    """Return the person’s name, and of what there is another page than the first."""
    if not further:
        return person.shown_name
    lists = reduce(lambda one, other: names([one, other]), (str(IN_TITLES[of]) for of in further))
    said = {"name": person.shown_name, "lists": lists}
    return gettext("%(name)s: more %(lists)s") % said


def _warnings(person: User) -> list[ProfileLine]:
    warned = LogEntry.objects.filter(person=person, act=LogAct.WARN, reversed_by__isnull=True)
    return [
        ProfileLine(entry.reason, _warned_of(entry), "", "", "" if entry.post_id else "warning")
        for entry in warned.select_related("reply", "post")
    ]


def _warned_of(entry: LogEntry) -> str:
    if entry.post_id is None:
        return entry.get_absolute_url()
    if entry.objection is not None:
        return reverse("objection", args=[entry.post_id, entry.objection])
    return (entry.reply or entry.post).get_absolute_url()
