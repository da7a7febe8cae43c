"""Signing in with a name or an e-mail address, without telling which of them exist."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from accounts.models import User

# Anybody may give any address: so many of those who gave one are tried, its owner first.
CLAIMANTS = 3


class NameOrEmail(ModelBackend):
    """Whoever has this name or, where it holds an @, this address, confirmed or not."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """Return the active person whose password this is, else None.

        A password is hashed for nobody too, so that the time taken says nothing.
        """
        login = email or username
        if not login or not password:
            return None
        if "@" in login:
            people = list(_claimants(login)[:CLAIMANTS])
        else:
            people = User.objects.filter(username__iexact=login)
        fits = (person for person in people or [User()] if person.check_password(password))
        return next(filter(self.user_can_authenticate, fits), None)


def _claimants(address: str) -> QuerySet[User]:
    """Whoever gave this address, first the one who confirmed it."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), email=address.lower())
    known = Q(emailaddress__email=address.lower()) | Q(email__iexact=address)
    return (
        User.objects.filter(known)
        .annotate(is_owner=Exists(confirmed.filter(verified=True)))
        .order_by("-is_owner", "pk")
        .distinct()
    )
