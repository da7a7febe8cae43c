"""By which name readers know somebody: the one they chose, or what is said of who left."""

from django.db import models
from django.utils.translation import gettext, gettext_noop

# With which the name begins that whoever left is kept under; no name that is chosen does.
WHO_LEFT = gettext_noop("Somebody who left")
# What joins letters in some scripts, or keeps them apart: the only signs of a name that are unseen.
JOINERS = "\u200c\u200d"


@models.CharField.register_lookup
class WithoutJoiners(models.Transform):
    """A name in small letters and without joiners: who reads it cannot tell it from another."""

    lookup_name = "without_joiners"
    # Written out, as in its index: an index is not found for what is handed over beside a query.
    template = "REPLACE(REPLACE(LOWER(%(expressions)s), '\u200c', ''), '\u200d', '')"


def shown_name_of(display_name: str, username: str) -> str:
    """Return the name that readers see; that of who left in their language."""
    if display_name.startswith(WHO_LEFT):
        return gettext(WHO_LEFT) + display_name.removeprefix(WHO_LEFT)
    return display_name or username
