"""Signing up and in, addresses and passwords: django-allauth's forms in the site's words."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from accounts.forms.profile import zones
from accounts.limits.requests import check_mail, check_signup
from accounts.mail import held_back
from accounts.models import User

EMAIL_LENGTH = User._meta.get_field("email").max_length

NEW_PASSWORD = gettext_lazy(
    "At least 10 characters. A few words that don’t belong together are easy to keep."
)
MAILED = gettext_lazy(
    "We send a link there; open it, and you can write. Nobody else sees the address."
)
TAKEN = gettext_lazy("This name is taken. Choose another.")
WORDS = {
    "username": (
        pgettext_lazy("to sign in", "Name"),
        gettext_lazy("2 to 30 letters a–z, digits, - or _. It stays in the address of your page."),
    ),
    "email": (gettext_lazy("E-mail address"), ""),
    "password": (gettext_lazy("Password"), ""),
    "oldpassword": (gettext_lazy("Present password"), ""),
    "password1": (gettext_lazy("New password"), NEW_PASSWORD),
    "login": (gettext_lazy("Name or e-mail address"), ""),
    "remember": (gettext_lazy("Keep me signed in on this device"), ""),
    "code": (
        gettext_lazy("Code"),
        gettext_lazy("From your app, or one of your recovery codes."),
    ),
    "name": (
        pgettext_lazy("of a passkey", "Name"),
        gettext_lazy("To tell it from others, such as the device it is on."),
    ),
    "passwordless": (gettext_lazy("Sign in with it alone, without a password"), ""),
    "credential": ("", ""),
    "timezone": (
        gettext_lazy("Time zone"),
        gettext_lazy("Times are shown in it, to you alone. You can change it later."),
    ),
}


class WordedForm(forms.Form):
    """The site's labels and help; no placeholders; a password is typed once, and can be reset."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label, field.help_text = WORDS[name]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = gettext(
                    "This doesn’t look like an e-mail address."
                )


class MailingForm(WordedForm):
    """A form after which a mail is sent to its address, if not too many were."""

    def clean(self) -> dict[str, Any]:
        """Return what was typed; raises ValidationError where it is a mail too many."""
        cleaned = super().clean()
        if not self.errors:
            check_mail(self.cleaned_data["email"])
        return cleaned


class SignUpForm(MailingForm, allauth.SignupForm):
    """A new account; asking for one is counted, whatever is typed."""

    timezone = forms.ChoiceField(choices=zones, initial="UTC", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(each for each in self.fields if each != "timezone"), "timezone"])
        if not self.is_bound:
            # A script may choose the browser's, which nobody has chosen otherwise yet.
            self.fields["timezone"].widget.attrs["data-guess"] = ""
        self.fields["password1"].label = gettext("Password")
        self.fields["email"].help_text = MAILED

    def clean(self) -> dict[str, Any]:
        """Return what was typed; raises ValidationError where too many asked for an account."""
        check_signup()
        return super().clean()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; where somebody took the name in this very moment, say so (409)."""
        try:
            with held_back(), transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.add_error("username", TAKEN)
            return None, render(request, "account/signup.html", {"form": self}, status=409)


class SignInForm(WordedForm, allauth.LoginForm):
    """Name or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].validators.append(MaxLengthValidator(EMAIL_LENGTH))
        self.fields["remember"].initial = True


class NewAddressForm(MailingForm, allauth.AddEmailForm):
    """The address to change to."""


class ChangePasswordForm(WordedForm, allauth.ChangePasswordForm):
    """The present password and a new one."""

    def clean_oldpassword(self) -> str:
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class SetPasswordForm(WordedForm, allauth.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(MailingForm, allauth.ResetPasswordForm):
    """The address that gets a link."""


class ResetPasswordFromLinkForm(WordedForm, allauth.ResetPasswordKeyForm):
    """A new password, after the link."""


class PasswordAgainForm(WordedForm, allauth.ReauthenticateForm):
    """The password again."""
