"""What becomes of sessions when the way to sign in changes."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actions.sessions import end_sessions, forget_sessions
from accounts.limits.tries import account_of, forgive
from accounts.models import User


@receiver(password_changed)
def end_other_sessions(request: HttpRequest, user: User, **_: Any) -> None:
    """A new password signs one out everywhere else."""
    end_sessions(user=user, but=request.session.session_key)


@receiver(password_reset)
def end_all_sessions(user: User, **_: Any) -> None:
    """A password set by a link from a mail signs one out everywhere, and lets one try it."""
    end_sessions(user=user)
    addresses = user.emailaddress_set.values_list("email", flat=True)
    forgive([account_of(login) for login in (user.username, *addresses)])


@receiver(user_logged_in)
def forget_what_is_over(**_: Any) -> None:
    """Sessions that have run out are forgotten."""
    forget_sessions()


@receiver(user_logged_out)
def forget_place(request: HttpRequest, **_: Any) -> None:
    """Whoever signs out takes along from where they were signed in."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def rotate_session(request: HttpRequest, user: User, **_: Any) -> None:
    """A second factor that comes or goes gives this session another key."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)
