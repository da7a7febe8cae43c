"""One's own account; signing up and in and the mails about it are django-allauth's views."""

from typing import Any

from allauth.account.views import ConfirmEmailView, EmailView, PasswordResetFromKeyView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from accounts.limits.requests import check_mail
from accounts.mail import held_back
from accounts.pages.settings import AccountPage
from accounts.views.sign_in import Limited


@method_decorator(login_required, name="dispatch")
class Addresses(Limited, EmailView):
    """Changing the address; unlike django-allauth's own view, a GET writes nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            return super().dispatch(request, *args, **kwargs)
        self._did_send_verification_email = False
        return super(EmailView, self).dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = AccountPage.load(viewer=self.request.user)
        return super().get_context_data(**kwargs, page=page)

    def _action_send(self, request: HttpRequest) -> HttpResponse | None:
        try:
            check_mail(request.POST["email"])
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return None
        return super()._action_send(request)


class ConfirmAddress(ConfirmEmailView):
    """The page behind the link in a mail; opening it changes nothing, its button confirms."""

    def logout_other_user(self, confirmation: Any) -> None:
        if self.request.method == "POST":
            super().logout_other_user(confirmation)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        with held_back(), transaction.atomic():
            return super().post(*args, **kwargs)


class NewPassword(PasswordResetFromKeyView):
    """The page behind a link for a new password; opening it signs nobody else out."""

    def logout(self) -> None:
        if self.request.method == "POST":
            super().logout()
