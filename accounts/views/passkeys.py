"""Passkeys: adding one, and signing in or proving anew who one is with one."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import views as allauth
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from accounts.challenges import ask


class Asking:
    """A page that asks for a passkey; opening it writes nothing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs; what is asked goes with it, signed."""
        found, asked = ask(lambda: super(Asking, self).get_context_data(**kwargs))
        return {**found, "js_data": {**found["js_data"], "asked": asked}}


class AddPasskey(Asking, allauth.AddWebAuthnView):
    """A new passkey."""


class PasskeyAgain(Asking, allauth.ReauthenticateWebAuthnView):
    """A passkey in place of the password, before something that matters."""


class SignInByPasskey(allauth.LoginWebAuthnView):
    """A passkey in place of name and password; what is asked is fetched by the sign-in page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return what to ask the browser, as JSON, and write nothing."""
        if not get_adapter().is_ajax(request):
            return redirect("account_login")
        options, asked = ask(begin_authentication)
        return JsonResponse({"request_options": options, "asked": asked})
