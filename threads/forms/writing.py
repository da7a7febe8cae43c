"""What every form has that people write in, with what it says where it came damaged."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forum.places import WritingPlace

# What is said at the head of a form where one of its hidden fields can't be read, and what to do.
DAMAGED = {
    **dict.fromkeys(
        ("token", "sequence"),
        gettext_lazy(
            "A part of this form was damaged on its way. Your text is here: send it again."
        ),
    ),
    "parent": gettext_lazy(
        "The reply you are answering can’t be found. Go back to the essay, choose another."
    ),
    **dict.fromkeys(
        ("seen", "base_revision"),
        gettext_lazy(
            "This form doesn’t say which wording you were changing. Compare your text with the "
            "latest, below, then save again."
        ),
    ),
}


class WritingForm(forms.Form):
    """What somebody writes, with a token of its own: however often it is sent, it is one text."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the draft that it holds.
    sequence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    # Where what is typed is kept.
    place: WritingPlace | None = None
    is_damaged = False

    def clean(self) -> None:
        """Say of hidden fields at the head of the form what nobody would see beside them."""
        for name in DAMAGED.keys() & self.errors.keys():
            del self.errors[name]
            self.add_error(None, str(DAMAGED[name]))
            self.is_damaged = True
            if name in ("token", "sequence"):
                self.renew(token=uuid.uuid4(), sequence=0)

    def renew(self, **hidden: Any) -> None:
        """Let the form, shown again, send these in place of what it had in hidden fields."""
        self.data = self.data.copy()
        self.data.update({name: str(value) for name, value in hidden.items()})
