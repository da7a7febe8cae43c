"""How often which mail comes, as its reader sees it; and what a link in a mail stops."""

from dataclasses import dataclass
from typing import Self

from allauth.account.models import EmailAddress

from accounts.models import User
from mail.recipients import choices_of
from mail.stopping import Stopping
from mail.words import When

NEVER = When.NEVER


@dataclass(frozen=True)
class MailSettingsPage:
    """Where mail goes, and whether it goes there at all. Two queries."""

    address: str
    is_confirmed: bool
    is_stopped: bool
    choices: dict[str, str]

    @classmethod
    def load(cls, *, viewer: User) -> Self:
        """Load the choices of `viewer`."""
        found = EmailAddress.objects.filter(user=viewer).select_related("refused")
        address = found.order_by("-verified", "-primary", "pk").first()
        refused = getattr(address, "refused", None)
        return cls(
            address=address.email if address else viewer.email,
            is_confirmed=address is not None and address.verified,
            is_stopped=refused is not None and refused.stopped_at is not None,
            choices={str(kind): str(when) for kind, when in choices_of(viewer).items()},
        )


@dataclass(frozen=True)
class StoppingPage:
    """What a link in a mail stops; it tells nobody whose mail that is. Two queries at most."""

    kind: str
    # Part of the address, for who has several; empty where it is nobody’s any more.
    address: str
    is_stopped: bool

    @classmethod
    def load(cls, stopping: Stopping) -> Self:
        """Load it."""
        found = EmailAddress.objects.filter(pk=stopping.address).select_related("user")
        address = found.first()
        chosen = choices_of(address.user) if address else {}
        comes = (stopping.kind in (kind, when) for kind, when in chosen.items() if when != NEVER)
        return cls(
            kind=str(stopping.kind.label),
            address=_in_part(address.email) if address else "",
            is_stopped=not any(comes),
        )


def _in_part(address: str) -> str:
    name, _, host = address.rpartition("@")
    return f"{name[:2]}…@{host}"
