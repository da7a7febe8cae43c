"""Taking one's data along, and leaving."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.leaving import leave as leave_for_good
from accounts.data import data_of
from accounts.forms.leaving import LeaveForm

fresh = reauthentication_required(app="allauth.account")


@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of oneself, in words."""
    return render(request, "account/data.html")


@require_safe
@fresh
def data_file(request: HttpRequest) -> HttpResponse:
    """What is kept of oneself, as a file."""
    name = f"rejoinder-{request.user.username}.json"
    return JsonResponse(
        data_of(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def leave(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; POST closes the account for good."""
    if request.method != "POST":
        return render(request, "account/leave.html", {"form": LeaveForm()})
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return render(request, "account/leave.html", {"form": form}, status=422)
    address = EmailAddress.objects.get_primary_email(request.user)
    try:
        leave_for_good(user=request.user, withdraw=form.cleaned_data["texts"] == "withdraw")
    except ValidationError as error:
        form.add_error(None, error.messages)
        return render(request, "account/leave.html", {"form": form}, status=422)
    if address:
        get_adapter().send_mail("account/email/account_closed", address, {})
    logout(request)
    messages.success(request, "Your account is closed. Thank you for having been here.")
    return redirect("index")
