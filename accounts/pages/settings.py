"""One's own account, as one sees it."""

from dataclasses import dataclass
from typing import Self

from allauth.account.models import EmailAddress

from accounts.models import User


@dataclass(frozen=True)
class AccountPage:
    """The address in use, the one that waits for its confirmation, and the name. One query."""

    username: str
    address: str
    is_confirmed: bool
    waiting: str

    @classmethod
    def load(cls, *, viewer: User) -> Self:
        """Load the account of `viewer`."""
        addresses = list(EmailAddress.objects.filter(user=viewer).order_by("-pk"))
        confirmed = [line.email for line in addresses if line.verified]
        waiting = [line.email for line in addresses if not line.verified]
        return cls(
            username=viewer.username,
            address=(confirmed or waiting or [viewer.email])[0],
            is_confirmed=bool(confirmed),
            waiting=waiting[0] if confirmed and waiting else "",
        )
