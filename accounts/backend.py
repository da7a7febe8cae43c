"""Signing in with a name or an e-mail address, without telling which of them exist."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from accounts.models import User


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
            known = Q(emailaddress__email=login.lower()) | Q(email__iexact=login)
            people = User.objects.filter(known).distinct()
        else:
            people = User.objects.filter(username__iexact=login)
        matches = [person for person in people or [User()] if person.check_password(password)]
        return next(filter(self.user_can_authenticate, matches), None)
