"""Signing in with a name or an e-mail address, without telling which exist; and sessions."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.statements import Statement


@Statement
def _people(_: Any, pk: int) -> QuerySet:
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(pk=pk).annotate(confirmed=Exists(confirmed))


class NameOrEmail(ModelBackend):
    """Whoever has this name or, where it holds an @, this address, confirmed or not."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active person of a session, else None; with whether they confirmed an address.

        One query.
        """
        found = _people.rows(None, user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """Return the active person whose password this is, else None.

        One password is hashed, for nobody too, so that the time taken says nothing.
        """
        login = email or username
        if not login or not password:
            return None
        # No password fits somebody who is not there.
        person = _by_address(login) if "@" in login else User.objects.named(login).first()
        fits = (person or User()).check_password(password)
        return person if fits and self.user_can_authenticate(person) else None


def _by_address(address: str) -> User | None:
    """Return whoever confirmed this address, or else gave it first. Two queries.

    Anybody may give any address; the others sign in with their names.
    """
    given = EmailAddress.objects.filter(email=address.lower(), user__is_active=True)
    first = given.select_related("user").order_by("-verified", "pk").first()
    # Who came otherwise than by signing up.
    other = User.objects.filter(email__lower=address.lower(), is_active=True)
    return first.user if first else other.order_by("pk").first()


@Statement
def _kept(_: Any, key: str) -> QuerySet:
    return Session.objects.filter(session_key=key)


class SessionStore(DatabaseStore):
    """Django's own, whose `load` every request of somebody who is signed in asks first."""

    def _get_session_from_db(self) -> Session | None:
        found = _kept.rows(None, self.session_key or "")
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None
