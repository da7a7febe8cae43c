"""The links in mails by which mail is stopped, without signing in.

Each is for one address and one kind, or for what comes together in a day or a week. It works as
long as that address is somebody’s: whoever has a mail from years ago can still stop it. It is
signed, so that nobody makes one for others.
"""

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from mail.words import TOGETHER, MailKind, When

SALT = "mail.stopping"


class Stopping(NamedTuple):
    """What is to be stopped, to which address: its number, which is used but once."""

    address: int
    kind: MailKind | When


def stop_url(address: EmailAddress, kind: MailKind | When) -> str:
    """Return the whole address of the page that stops this kind of mail."""
    token = _signer().sign(f"{address.pk}-{kind}")
    return f"{settings.SITE_URL}{reverse('mail-stop', args=[token])}"


def read_token(token: str) -> Stopping | None:
    """Return what a link stops; None for one that we did not make."""
    try:
        number, _, kind = _signer().unsign(token).partition("-")
    except BadSignature:
        return None
    return Stopping(int(number), When(kind) if kind in TOGETHER else MailKind(kind))


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
