"""Where one is signed in."""

from dataclasses import dataclass
from typing import Any, Self

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from web.dates import iso, minute

# What a browser or a system calls itself; the first that fits, since most also name others.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox"} | {
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS: dict[str, Any] = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
} | {
    "Mac OS X": gettext_lazy("a Mac"),
    "CrOS": gettext_lazy("a Chromebook"),
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Open:
    """One session: a name for the browser, where from, since when, whether it is this one."""

    pk: int
    browser: str
    address: str
    since: str
    since_iso: str
    is_here: bool


@dataclass(frozen=True)
class SessionsPage:
    """The sessions that are open, this one first, then the newest. One query."""

    sessions: list[Open]

    @classmethod
    def load(cls, *, viewer: User, key: str) -> Self:
        """Load the sessions of `viewer`; `key` is that of the session that asks."""
        alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now())
        rows = UserSession.objects.filter(Exists(alive), user=viewer).order_by("-created_at")
        found = [
            Open(
                row.pk,
                browser_name(row.user_agent),
                row.ip,
                minute(row.created_at),
                iso(row.created_at),
                row.session_key == key,
            )
            for row in rows
        ]
        return cls(sessions=sorted(found, key=lambda each: not each.is_here))

    @property
    def has_others(self) -> bool:
        """Whether one is signed in anywhere but here."""
        return any(not each.is_here for each in self.sessions)


def browser_name(user_agent: str) -> str:
    """Return words for a User-Agent header: “Firefox on Linux”; “Some browser” if it says little.

    It is what the browser says of itself, and proves nothing.
    """
    browser = _first(BROWSERS, user_agent) or gettext("Some browser")
    system = _first(SYSTEMS, user_agent)
    if not system:
        return browser
    return gettext("%(browser)s on %(system)s") % {"browser": browser, "system": system}


def _first(names: dict[str, Any], text: str) -> str:
    return next((str(said) for mark, said in names.items() if mark in text), "")
