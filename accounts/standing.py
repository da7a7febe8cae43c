"""Whether somebody may write, as moderators are told."""

from accounts.models import User
from web.dates import day


def standing_of(person: User) -> str:
    """Return it in a few words: “suspended for good”, “waits for approval”, “may write”."""
    if person.left_at is not None:
        return f"left on {day(person.left_at)}"
    if person.is_suspended:
        return f"suspended {person.suspended_for}"
    return "waits for approval" if person.approved_at is None else "may write"
