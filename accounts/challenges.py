"""What the owner of a passkey is asked: it goes with the page, signed, and is kept nowhere.

django-allauth keeps it in the session, so that whoever opened a page wrote a row.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.core import signing

from accounts.limits.traces import hidden, leave_traces
from accounts.models import Trace

KIND = "asked"
MINUTES = 10
Given = TypeVar("Given")


def ask(begin: Callable[[], Given]) -> tuple[Given, str]:
    """Return what django-allauth's `begin` returns, and signed what it would have kept."""
    session = context.request.session
    was = session.modified
    given = begin()
    asked = signing.dumps(session.pop(STATE_SESSION_KEY), salt=_salt())
    session.modified = was
    return given, asked


@contextmanager
def answering(asked: str) -> Iterator[None]:
    """Let django-allauth find what was asked here, in this browser and not long ago.

    Raises ValidationError where it was answered rightly before.
    """
    session = context.request.session
    try:
        session[STATE_SESSION_KEY] = signing.loads(asked, salt=_salt(), max_age=60 * MINUTES)
    except signing.BadSignature:
        session.pop(STATE_SESSION_KEY, None)
    try:
        yield
    finally:
        session.pop(STATE_SESSION_KEY, None)
    mark = hidden(asked)
    left = leave_traces(KIND, [mark])
    if Trace.objects.filter(kind=KIND, address=mark).exclude(pk__in=left).exists():
        raise get_adapter().validation_error("incorrect_code")


def _salt() -> str:
    request: Any = context.request
    return f"passkey {request.resolver_match.view_name} {request.session.session_key}"
