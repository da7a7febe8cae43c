"""The ways to a mail: signing up, and a new password."""

from typing import Any

from allauth.account import views as allauth
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse


class Mailing:
    """A view whose form may be refused as a mail too many (429)."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return the form with what is wrong."""
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "rate"):
            response.status_code = 429
        return response


class SignUp(Mailing, allauth.SignupView):
    """A new account."""


class ResetPassword(Mailing, allauth.PasswordResetView):
    """A link to a new password."""
