"""Leaving: what becomes of one's texts, and that one knows what one does."""

from django import forms


class LeaveForm(forms.Form):
    """The choice, and the tick."""

    texts = forms.ChoiceField(
        label="Your essays and replies",
        choices=[
            ("keep", "stay, under “Somebody who left”"),
            ("withdraw", "are withdrawn too; what others answered stays"),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label="I know that this can’t be undone",
        error_messages={"required": "Tick this if you really want to leave."},
    )
