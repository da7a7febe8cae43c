"""Signing up and in, a new password, and proving anew who one is."""

from typing import Any

from allauth.account import views as allauth
from allauth.mfa.base import views as codes
from django.http import HttpResponse

from accounts.views.passkeys import Asking


class Limited:
    """A view whose form may be refused as one try, or one mail, too many (429)."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return the form with what is wrong."""
        response = super().form_invalid(form)
        if any(form.has_error(field, "rate") for field in form.errors):
            response.status_code = 429
        return response


class SignUp(Limited, allauth.SignupView):
    """A new account."""


class SignIn(Limited, allauth.LoginView):
    """Name or address, and password."""


class Code(Limited, Asking, codes.AuthenticateView):
    """The code or the passkey after the password."""


class ResetPassword(Limited, allauth.PasswordResetView):
    """A link to a new password."""


class ChangePassword(Limited, allauth.PasswordChangeView):
    """A new password in place of the present one."""


class PasswordAgain(Limited, allauth.ReauthenticateView):
    """The password again, before something that matters."""


class CodeAgain(Limited, codes.ReauthenticateView):
    """A code in its place."""
