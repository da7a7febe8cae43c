"""Ending sessions: signing out where one is not, and forgetting what is over."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from accounts.models import User

BATCH = 100


def end_session(*, user: User, session_id: int) -> None:
    """End one session of `user`; raises UserSession.DoesNotExist if there is none such."""
    _end([UserSession.objects.get(user=user, pk=session_id)])


def end_sessions(*, user: User, but: str | None = None) -> None:
    """End all sessions of `user` but the one with the key `but`."""
    _end(list(UserSession.objects.filter(user=user).exclude(session_key=but)))


@transaction.atomic
def forget_sessions() -> None:
    """Forget up to a hundred sessions that have run out, and from where they were. Three queries.

    Called whenever somebody signs in, so that nothing stays for ever where no timer runs.
    """
    over = Session.objects.filter(expire_date__lt=now()).order_by("expire_date")
    keys = list(over.values_list("pk", flat=True)[:BATCH])
    if keys:
        UserSession.objects.filter(session_key__in=keys).delete()
        Session.objects.filter(session_key__in=keys).delete()


def forget_places() -> None:
    """Forget browsers and addresses whose session is no more, however it went."""
    kept = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(kept)).delete()


@transaction.atomic
def _end(ended: list[UserSession]) -> None:
    keys = [each.session_key for each in ended]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
