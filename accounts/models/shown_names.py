"""By which name readers know somebody: the one they chose, or what is said of who left."""

from django.utils.translation import gettext, gettext_noop

# With which the name begins that whoever left is kept under; no name that is chosen does.
WHO_LEFT = gettext_noop("Somebody who left")


def shown_name_of(display_name: str, username: str) -> str:
    """Return the name that readers see; that of who left in their language."""
    if display_name.startswith(WHO_LEFT):
        return gettext(WHO_LEFT) + display_name.removeprefix(WHO_LEFT)
    return display_name or username
