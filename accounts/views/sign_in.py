"""Signing up and in, a new password, passkeys, and proving anew who one is."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as codes
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from accounts.challenges import ask


class Limited:
    """A view whose form may be refused as one try, or one mail, too many (429)."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return the form with what is wrong."""
        response = super().form_invalid(form)
        if any(form.has_error(field, "rate") for field in form.errors):
            response.status_code = 429
        return response


class Asking:
    """A page that asks for a passkey; opening it writes nothing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs; what is asked goes with it, signed."""
        found, asked = ask(lambda: super(Asking, self).get_context_data(**kwargs))
        return {**found, "js_data": {**found["js_data"], "asked": asked}}


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


class AddPasskey(Asking, passkeys.AddWebAuthnView):
    """A new passkey."""


class PasskeyAgain(Asking, passkeys.ReauthenticateWebAuthnView):
    """A passkey in place of the password, before something that matters."""


class SignInByPasskey(passkeys.LoginWebAuthnView):
    """A passkey in place of name and password; what is asked is fetched by the sign-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return what to ask the browser, as JSON, and write nothing."""
        if not get_adapter().is_ajax(request):
            return redirect("account_login")
        options, asked = ask(begin_authentication)
        return JsonResponse({"request_options": options, "asked": asked})
