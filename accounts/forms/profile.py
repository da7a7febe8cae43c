"""What others see of a person, and the zone and the language in which they read."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.names import clean_display_name
from web.writing import check_shows

BIO_LENGTH = User._meta.get_field("bio").max_length
DISPLAY_NAME_LENGTH = User._meta.get_field("display_name").max_length
REGIONS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific"),
}


@cache
def zones() -> list[tuple[Any, Any]]:
    """Return the choices of a select: UTC, then the zones of each region by name."""
    names = sorted(available_timezones())
    return [("UTC", "UTC")] + [
        (words, [(name, _place(name)) for name in names if name.startswith(f"{region}/")])
        for region, words in REGIONS.items()
    ]


def _place(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")


class Languages(forms.Select):
    """A select in which each language has its own name, for readers of it."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template prints of one of them."""
        option = super().create_option(*args, **kwargs)
        return {**option, "attrs": {**option["attrs"], "lang": option["value"]}}


class ProfileForm(forms.Form):
    """What others see of a person, and the zone and the language in which they read."""

    display_name = forms.CharField(
        label=gettext_lazy("Shown name"),
        max_length=DISPLAY_NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        required=False,
        help_text=gettext_lazy(
            "What readers see beside your texts. Leave it empty to show your name."
        ),
    )
    bio = forms.CharField(
        label=gettext_lazy("About you"),
        max_length=BIO_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=format_lazy(
            gettext_lazy("Markdown, up to {limit} characters, on your page."), limit=BIO_LENGTH
        ),
    )
    timezone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zones,
        help_text=gettext_lazy("Times are shown in it, to you alone."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        widget=Languages,
        help_text=gettext_lazy("Of pages and of mails to you; what people write stays as it is."),
    )

    def clean_display_name(self) -> str:
        return clean_display_name(self.cleaned_data["display_name"])

    def clean_bio(self) -> str:
        bio = self.cleaned_data["bio"].replace("\r\n", "\n").replace("\r", "\n")
        if any(ord(sign) < 32 and sign not in "\n\t" for sign in bio):
            raise ValidationError(gettext("This text has control characters. Type it anew."))
        check_shows(
            bio.strip(),
            refusal=gettext(
                "This text has only signs that nobody can see. Write something that shows."
            ),
        )
        return bio
