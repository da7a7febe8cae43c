"""One's second factors, as one sees them."""

from dataclasses import dataclass
from typing import Self

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from accounts.models import User


@dataclass(frozen=True)
class FactorsPage:
    """Passkeys, oldest first; whether there is an app; how many recovery codes. Two queries."""

    passkeys: list[Authenticator]
    has_app: bool
    has_codes: bool
    codes_left: int
    is_confirmed: bool

    @classmethod
    def load(cls, *, viewer: User) -> Self:
        """Load the second factors of `viewer`."""
        factors = list(Authenticator.objects.filter(user=viewer).order_by("pk"))
        codes = [each for each in factors if each.type == Authenticator.Type.RECOVERY_CODES]
        return cls(
            passkeys=[each for each in factors if each.type == Authenticator.Type.WEBAUTHN],
            has_app=any(each.type == Authenticator.Type.TOTP for each in factors),
            has_codes=bool(codes),
            codes_left=sum(len(each.wrap().get_unused_codes()) for each in codes),
            is_confirmed=viewer.is_confirmed,
        )


@dataclass(frozen=True)
class CodesPage:
    """The recovery codes that were not used. One query."""

    codes: list[str]

    @classmethod
    def load(cls, *, viewer: User) -> Self:
        """Load the codes of `viewer`; raises Authenticator.DoesNotExist if there are none."""
        row = Authenticator.objects.get(user=viewer, type=Authenticator.Type.RECOVERY_CODES)
        return cls(codes=RecoveryCodes(row).get_unused_codes())
