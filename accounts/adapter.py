"""What the site asks of django-allauth: names, addresses, mails and messages of its own."""

from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext, gettext_lazy

from accounts.limits.tries import account_of, prove
from accounts.mail import hand_over
from accounts.models import User
from accounts.names import check_name
from web.dates import minute
from web.languages import spoken

CONFIRMS_FOR = timedelta(days=settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS)
EMAIL_LENGTH = User._meta.get_field("email").max_length
WAYS = {
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}
WRONG = gettext_lazy("This name or address and this password don’t belong together. Check both.")


class Adapter(DefaultAccountAdapter):
    """Called by django-allauth's forms and views."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "username_taken": gettext_lazy("This name is taken. Choose another."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
    }

    def new_user(self, request: HttpRequest) -> User:
        """Return who is signing up, on whichever way; they wait for approval where that is on."""
        user = super().new_user(request)
        if settings.NEWCOMER_APPROVAL:
            user.approved_at = None
        return user

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save who signs up, with the zone that they read times in and the language of the form."""
        user.timezone = form.cleaned_data.get("timezone") or "UTC"
        user.language = get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return `username`; raises ValidationError if it is malformed, taken or misleading."""
        username = super().clean_username(username, shallow=shallow)
        check_name(username)
        return username

    def clean_email(self, email: str) -> str:
        """Return `email`; raises ValidationError if it is too long or no mail can go there."""
        if len(email) > EMAIL_LENGTH:
            raise ValidationError(
                gettext("This address is longer than %(most)d characters.") % {"most": EMAIL_LENGTH}
            )
        try:
            email.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise ValidationError(gettext("No mail can be sent to this address.")) from error
        return email

    def is_safe_url(self, url: str) -> bool:
        """Return whether `url` leads to this host, with HTTPS if the page came so."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose name or address and password these are, else None.

        Raises ValidationError (code `rate`) after too many wrong tries, whatever is typed now.
        """
        login = credentials.get("email") or credentials.get("username") or ""
        check = partial(super().authenticate, request, **credentials)
        return prove(account_of(login), check)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Return whether this is the password of `user`. Raises what `authenticate` does."""
        return prove(account_of(user.username), partial(user.check_password, password))

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Send the link; where the address is somebody else's already, tell its owner instead."""
        address = emailconfirmation.email_address
        if address.can_set_verified():
            super().send_confirmation_mail(request, emailconfirmation, signup)
        else:
            self.send_account_already_exists_mail(address.email)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell `user` of a change to their account, with the time in their own zone."""
        about = {"user": user, **(context or {})}
        super().send_notification_mail(template_prefix, user, about, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have a mail sent, in the language of whose address it is, if it is anybody's.

        Where it is not even taken, tell the person to ask again.
        """
        whose = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = spoken(whose.language) if whose else translation.get_language()
        with translation.override(language):
            about = {"request": self.request, "email": email, **_moments(context), **context}
            mail = self.render_mail(template_prefix, email, about)
        if not hand_over(template_prefix, mail.send):
            messages.error(
                self.request, gettext("Our mail doesn’t work just now. Ask again in an hour.")
            )

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways in which `user` can prove anew who they are, in the site's words."""
        methods = super().get_reauthentication_methods(user)
        return [{**each, "description": WAYS[each["id"]]} for each in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody goes who has just changed the password."""
        return reverse("account-settings")


def _moments(told: dict[str, Any]) -> dict[str, str]:
    """Return what mails say of hours, as the clock shows them of whom they are for."""
    now = timezone.now()
    zone = told["user"].timezone if "user" in told else "UTC"
    with timezone.override(zone):
        return {
            "now": minute(now),
            "confirm_until": minute(now + CONFIRMS_FOR),
            "reset_until": minute(now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)),
        }
