"""A reply being written, and being changed."""

import uuid
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy

from forum.places import WritingPlace
from threads.forms.writing import WritingForm


class ReplyForm(WritingForm):
    """A reply being written."""

    body = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
        help_text=gettext_lazy(
            "Markdown. If you have several points, begin each on a new line with a), b), c). "
            "Nothing else is needed."
        ),
    )
    parent = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    @classmethod
    def empty(cls, post_id: int, parent: int | None = None, **typed: Any) -> Self:
        """Return one in which nothing was sent yet, beneath a reply or the essay itself."""
        form = cls(initial={"token": uuid.uuid4(), "parent": parent, **typed})
        form.place = WritingPlace.of_answer(post_id, parent)
        return form


class ReplyEditForm(WritingForm):
    """A reply being changed."""

    body = forms.CharField(
        label=gettext_lazy("Your reply"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    base_revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
