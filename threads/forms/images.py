"""A picture being added to a text."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from images.formats import check_bytes

# Of what is said of a picture.
WORDS_LIMIT = 300


class ImageForm(forms.Form):
    """A picture being added to a text, with what is said of it: beside a form of that text."""

    image = forms.FileField(required=False, allow_empty_file=True)
    image_alt = forms.CharField(
        required=False, max_length=WORDS_LIMIT, label=gettext_lazy("What it shows")
    )
    image_caption = forms.CharField(
        required=False, max_length=WORDS_LIMIT, label=gettext_lazy("Caption")
    )

    def clean_image(self) -> UploadedFile:
        """Refuse what is no file before anything is read of it."""
        file: UploadedFile | None = self.cleaned_data["image"]
        if file is None:
            raise ValidationError(gettext("Choose a picture first."))
        check_bytes(file.size or 0)
        return file

    def markdown(self, digest: str) -> str:
        """Return what shows the image in a text."""
        alt, caption = (
            " ".join(self.cleaned_data[each].split()) for each in ("image_alt", "image_caption")
        )
        for sign in "\\[]":
            alt = alt.replace(sign, f"\\{sign}")
        # A straight quotation mark would end it.
        caption = re.sub(r'"([^"]*)"', r"“\1”", caption).replace('"', "”")
        said = f' "{caption}"' if caption else ""
        return f"![{alt}](image:{digest}{said})"
