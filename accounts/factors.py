"""Second factors: what the site asks of django-allauth's, secrets sealed, codes that work once."""

import base64
import hashlib
import logging
from io import BytesIO
from typing import Any

import qrcode
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User

logger = logging.getLogger(__name__)


class Factors(DefaultMFAAdapter):
    """Called by django-allauth's forms and views."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This didn’t work. A code is good once and for a minute; try the next."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a passkey or an app first."),
    }

    def get_totp_label(self, user: User) -> str:
        """Return what the app lists the account as, beside the site's name."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Return `url` as a QR code, on white of its own: a dark page would hide it."""
        file = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(file)
        return file.getvalue().decode()

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what the browser lists the passkey as: the name, and no address."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.username, "display_name": user.shown_name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 (allauth names it)
        """Return a name for a new passkey: Passkey, Passkey 2, Passkey 3."""
        had = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {had + 1}" if had else "Passkey"

    def encrypt(self, text: str) -> str:
        """Seal a secret with the site's key, so that the database alone is not enough."""
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed, with SECRET_KEY or one of SECRET_KEY_FALLBACKS.

        What neither opens becomes a secret that nobody knows: no code fits it.
        """
        try:
            return _sealer().decrypt(encrypted_text).decode()
        except InvalidToken:
            logger.error("A second factor was sealed with a SECRET_KEY that is not known here.")
            return totp.generate_totp_secret()


def spend(authenticator: Authenticator, code: str) -> bool:
    """Return whether this is a code of an app, or a recovery code, that was never used; use it."""
    if authenticator.type == Authenticator.Type.TOTP:
        return spend_of_app(authenticator, code)
    return authenticator.wrap().validate_code(code)


@transaction.atomic
def spend_of_app(authenticator: Authenticator, code: str) -> bool:
    """Return whether `code` is newer than every code of this app that was used, and note it.

    django-allauth remembers a used code for 30 seconds, in a cache, while it accepts it for 90;
    RFC 6238, section 5.2, wants it used once.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = Factors().decrypt(row.data["secret"])
    fitting = (
        counter
        for counter in totp.yield_hotp_counters_from_time()
        if totp.format_hotp_value(totp.hotp_value(secret, counter)) == normalize_user_code(code)
    )
    counter = max(fitting, default=0)
    if counter <= row.data.get("counter", 0):
        return False
    row.data["counter"] = counter
    row.save(update_fields=["data"])
    return True


def _sealer() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    hashes = [hashlib.sha256(b"second factors:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in hashes])
