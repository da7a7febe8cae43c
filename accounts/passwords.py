"""Which passwords nobody may choose, besides those that Django refuses."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext


class NotPublic:
    """Refuses the password of the demo's people: it can be read in this program."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for it."""
        if password == settings.PUBLIC_PASSWORD:
            raise ValidationError(gettext("Everybody knows this password. Choose another."))

    def get_help_text(self) -> str:
        return gettext("It may not be the password of the demo’s people.")
