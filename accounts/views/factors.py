"""Second factors: their list, the recovery codes; the rest is django-allauth's views.

django-allauth's own page of recovery codes writes when it is read; ours does not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.factors import spend_of_app
from accounts.pages.factors import CodesPage, FactorsPage
from accounts.views.sign_in import AddPasskey

fresh = reauthentication_required(app="allauth.mfa")


def _confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse who has confirmed no address: with a second factor they would shut its owner out."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_confirmed:
            messages.error(request, gettext("Confirm your e-mail address first."))
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return checked


class ActivateApp(ActivateTOTPView):
    """Setting up an app; the code that proves it works can’t be used again to sign in."""

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        spend_of_app(app, form.cleaned_data["code"])
        return response


activate_app = _confirmed(ActivateApp.as_view())
add_passkey = _confirmed(AddPasskey.as_view())


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Passkeys, the app and the recovery codes, and the ways to change them."""
    return render(request, "mfa/index.html", {"page": FactorsPage.load(viewer=request.user)})


@require_safe
@login_required
def qr_code(request: HttpRequest) -> HttpResponse:
    """The secret of the app that is being set up, to be photographed."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    factors = get_adapter()
    image = factors.build_totp_svg(factors.build_totp_url(request.user, secret))
    return HttpResponse(image, content_type="image/svg+xml")


@require_safe
@fresh
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that are left."""
    page = CodesPage.load(viewer=request.user)
    return render(request, "mfa/recovery_codes/index.html", {"page": page})


@require_safe
@fresh
def codes_file(request: HttpRequest) -> HttpResponse:
    """The same as a file to keep."""
    lines = "".join(f"{code}\n" for code in CodesPage.load(viewer=request.user).codes)
    return HttpResponse(
        lines,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="rejoinder-recovery-codes.txt"'},
    )
