"""Leaving: what becomes of one's texts, and that one knows what one does."""

from django import forms
from django.utils.translation import gettext_lazy


class LeaveForm(forms.Form):
    """The choice, and the tick."""

    texts = forms.ChoiceField(
        label=gettext_lazy("Your essays and replies"),
        choices=[
            ("keep", gettext_lazy("stay, under “Somebody who left”")),
            ("withdraw", gettext_lazy("are withdrawn too; what others answered stays")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I know that this can’t be undone"),
        error_messages={"required": gettext_lazy("Tick this if you really want to leave.")},
    )
