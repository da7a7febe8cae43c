"""Who may moderate, erase, appoint and report."""

from typing import Any

from django.utils.translation import gettext_lazy
from rules import predicate

from accounts.permissions import grant
from accounts.rules import is_admin, is_member, is_moderator, is_suspended
from moderation.targets import Target


@predicate
def is_writer(user: Any, target: Target) -> bool:
    """Wrote what it is about."""
    return target.writer == user


grant("moderation.moderate", is_moderator, gettext_lazy("Only moderators can do this."))
grant("moderation.purge", is_admin, gettext_lazy("Only admins can do this."))
grant("moderation.appoint", is_admin, gettext_lazy("Only admins appoint."))
grant(
    "moderation.report",
    is_member & ~is_suspended,
    gettext_lazy("You can’t report anything at the moment."),
)
grant(
    "moderation.report_this",
    ~is_writer,
    gettext_lazy("You can edit or withdraw your own text; no need to report it."),
)
