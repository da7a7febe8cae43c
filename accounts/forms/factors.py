"""Codes and passkeys: django-allauth's forms in the site's words, and deaf to nonsense."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext

from accounts.challenges import answering
from accounts.factors import spend
from accounts.forms.sign_in import WordedForm
from accounts.limits.tries import prove, prove_step

NAME_LENGTH = 60


class CodeForm(WordedForm):
    """A code from an app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class OnceOnlyForm(CodeForm):
    """A code is taken once, and looked at if not too many were wrong."""

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        self.authenticator = prove_step(self.user, partial(self._spend, code))
        if self.authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _spend(self, code: str) -> Authenticator | None:
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
        able = Authenticator.objects.filter(user=self.user, type__in=kinds)
        return next((each for each in able if spend(each, code)), None)


class AuthenticateForm(OnceOnlyForm, base.AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(OnceOnlyForm, base.ReauthenticateForm):
    """The code in place of the password, before something that matters."""


class ActivateAppForm(CodeForm, totp.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = gettext("The six digits that the app shows now.")


class Credential(forms.JSONField):
    """JSON from the browser; what is nested too deep to be read is refused like any nonsense."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_code") from error


@contextmanager
def _heard(form: forms.Form) -> Iterator[None]:
    """Let django-allauth read what the browser says; it stumbles where that is malformed."""
    try:
        with answering(form.data.get("asked", "")):
            yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AnsweredForm(WordedForm):
    """What the browser says of a passkey, looked at if not too many were wrong."""

    credential = Credential()

    def clean_credential(self) -> Any:
        if self.user is None:
            return prove("passkey", self._read)
        return prove_step(self.user, self._read)

    def _read(self) -> Any:
        with _heard(self):
            return super().clean_credential()


class NamedForm(WordedForm):
    """A passkey's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))


class AddPasskeyForm(NamedForm, webauthn.AddWebAuthnForm):
    """A new passkey and its name."""

    credential = Credential()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        with _heard(self):
            return super().clean()


class RenamePasskeyForm(NamedForm, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""


class AuthenticateByPasskeyForm(AnsweredForm, webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class SignInByPasskeyForm(AnsweredForm, webauthn.LoginWebAuthnForm):
    """A passkey in place of name and password."""


class PasskeyAgainForm(AnsweredForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey in place of the password, before something that matters."""
