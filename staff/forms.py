"""The shape of what people tell moderators, and moderators the log."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from forum.models.posts import TITLE_LIMIT
from forum.models.topics import DESCRIPTION_LIMIT
from moderation.models import REASON_LIMIT

ADDRESS_LIMIT = 300
FOR_GOOD, UNTIL, FAR = "good", "until", 8000
HOURS = {"1": "an hour", "24": "a day", "72": "three days", "168": "a week", "720": "30 days"}
TERMS = {**HOURS, UNTIL: "until the end of a day", FOR_GOOD: "for good"}


class ReportForm(forms.Form):
    """A report; the reason may be empty. `seen` is which wording its reader had before them."""

    seen = forms.CharField(required=False)

    reason = forms.CharField(
        label="What is wrong with it?",
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short", "dir": "auto"}),
        help_text="A word helps: about the person and not the claim, advertising, copied …",
    )


class ReasonForm(forms.Form):
    """The reason for something that moderators do."""

    reason = forms.CharField(
        label="Reason, public in the log",
        max_length=REASON_LIMIT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
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


class MoveForm(ReasonForm):
    """Where a reply goes, with all beneath it; both left empty, to the top of its own thread."""

    field_order = ["to", "beneath", "reason"]

    to = forms.CharField(
        label="To which essay",
        required=False,
        max_length=ADDRESS_LIMIT,
        help_text="Its address or number; leave it empty for this one. The address of a reply "
        "there puts it beneath that.",
    )
    beneath = forms.CharField(
        label="Beneath which reply",
        required=False,
        max_length=ADDRESS_LIMIT,
        help_text="Its address or number; leave it empty for the top of the thread.",
    )


class SplitForm(ReasonForm):
    """The title of the essay that a reply becomes."""

    field_order = ["title", "reason"]

    title = forms.CharField(
        label="Title of the new essay",
        max_length=TITLE_LIMIT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class JoinForm(ReasonForm):
    """Into which essay another is merged."""

    field_order = ["into", "reason"]

    into = forms.CharField(
        label="Into which essay",
        max_length=ADDRESS_LIMIT,
        help_text="Its address or number.",
    )


class DescriptionForm(ReasonForm):
    """What a topic is about, the number of the wording that was seen, and why it is put so."""

    field_order = ["body", "reason"]

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(
        label="What it is about",
        required=False,
        strip=False,
        max_length=DESCRIPTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=f"Markdown, up to {DESCRIPTION_LIMIT:,} characters. Empty, it says nothing.",
    )


class RoleForm(ReasonForm):
    """What role somebody is to have, and why."""

    field_order = ["role", "reason"]

    role = forms.ChoiceField(
        label="From now on they are",
        choices=[(role, str(role)) for role in User.Role.values],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the role."},
    )


class SuspensionForm(ReasonForm):
    """Why somebody is suspended, and for how long: a term, or a day in the moderator's zone."""

    term = forms.ChoiceField(label="For how long?", choices=list(TERMS.items()), initial="24")
    day = forms.DateField(
        label="The day, if until the end of one",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the reason, and `until`: the moment at which it ends, or None for good."""
        data = super().clean() or {}
        term, day, until = data.get("term"), data.get("day"), None
        if term == UNTIL and day is None:
            self.add_error("day", ValidationError("Choose the day."))
        elif term == UNTIL and (day < timezone.localdate() or day.year >= FAR):
            self.add_error("day", ValidationError("Choose a day that is still to come."))
        elif term == UNTIL:
            ends = datetime.combine(day, time.min, timezone.get_current_timezone())
            until = ends + timedelta(days=1)
        elif term in HOURS:
            until = timezone.now() + timedelta(hours=int(term))
        return {"reason": data.get("reason"), "until": until}
