"""The shape of what people tell moderators, and moderators the log."""

from typing import Any

from django import forms

from moderation.models import REASON_LIMIT


class ReportForm(forms.Form):
    """A report; the reason may be empty."""

    reason = forms.CharField(
        label="What is wrong with it?",
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        help_text="A word helps: about the person and not the claim, advertising, copied …",
    )


class ReasonForm(forms.Form):
    """The reason for something that moderators do."""

    reason = forms.CharField(
        label="Reason, public in the log",
        max_length=REASON_LIMIT,
        error_messages={"required": "Give a reason; it stands in the public log."},
    )


class RemovalForm(ReasonForm):
    """The reason for removing a text; with `beneath` public replies, whether they go too."""

    branch = forms.BooleanField(required=False)

    def __init__(self, *args: Any, beneath: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not beneath:
            del self.fields["branch"]
            return
        replies = "the reply" if beneath == 1 else f"all {beneath} replies"
        self.fields["branch"].label = f"Remove {replies} beneath it as well"
        self.fields["branch"].help_text = "Otherwise they stay, beneath a line that says why."
