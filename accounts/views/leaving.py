"""Taking one's data along, and leaving."""

from collections.abc import Callable
from typing import IO

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.leaving import leave as leave_for_good
from accounts.data import data_of, write_archive_of
from accounts.forms.leaving import LeaveForm
from web.archives import written_whole

# Bytes; what is more waits on the disk.
IN_MEMORY = 1_000_000

fresh = reauthentication_required(app="allauth.account")


@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of oneself, in words."""
    return render(request, "account/data.html")


@require_safe
@fresh
def data_file(request: HttpRequest) -> HttpResponseBase:
    """What is kept of oneself, as a file."""

    def write(file: IO[bytes]) -> None:
        for piece in data_of(request.user):
            file.write(piece.encode())

    return _written(f"rejoinder-{request.user.username}.json", "application/json", write)


@require_safe
@fresh
def data_archive(request: HttpRequest) -> HttpResponseBase:
    """The same with one's pictures, as an archive."""

    def write(file: IO[bytes]) -> None:
        write_archive_of(request.user, file)

    return _written(f"rejoinder-{request.user.username}.zip", "application/zip", write)


def _written(name: str, content_type: str, write: Callable[[IO[bytes]], None]) -> HttpResponseBase:
    """Return a file to save."""
    with transaction.atomic():
        response = written_whole(write, content_type, in_memory=IN_MEMORY)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


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
    messages.success(request, gettext("Your account is closed. Thank you for having been here."))
    return redirect("index")
