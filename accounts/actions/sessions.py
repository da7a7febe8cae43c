"""Ending sessions: signing out where one is not."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User


def end_session(*, user: User, session_id: int) -> None:
    """End one session of `user`; raises UserSession.DoesNotExist if there is none such."""
    _end([UserSession.objects.get(user=user, pk=session_id)])


def end_sessions(*, user: User, but: str | None = None) -> None:
    """End all sessions of `user` but the one with the key `but`."""
    _end(list(UserSession.objects.filter(user=user).exclude(session_key=but)))


@transaction.atomic
def _end(ended: list[UserSession]) -> None:
    keys = [each.session_key for each in ended]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
