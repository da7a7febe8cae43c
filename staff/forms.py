"""The shape of what people tell moderators, and moderators the log."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

from forum.models.posts import TITLE_LIMIT
from forum.models.topics import DESCRIPTION_LIMIT
from moderation.models import REASON_LIMIT, ROLES
from web.numbers import grouped_lazy

ADDRESS_LIMIT = 300
FOR_GOOD, UNTIL, FAR = "good", "until", 8000
HOURS = {
    "1": gettext_lazy("an hour"),
    "24": gettext_lazy("a day"),
    "72": gettext_lazy("three days"),
    "168": gettext_lazy("a week"),
    "720": gettext_lazy("30 days"),
}
TERMS = {**HOURS, UNTIL: gettext_lazy("until the end of a day"), FOR_GOOD: gettext_lazy("for good")}


class ReportForm(forms.Form):
    """A report; the reason may be empty. `seen` is which wording its reader had before them."""

    seen = forms.CharField(required=False)

    reason = forms.CharField(
        label=gettext_lazy("What is wrong with it?"),
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short", "dir": "auto"}),
        help_text=gettext_lazy(
            "A word helps: about the person and not the claim, advertising, copied …"
        ),
    )


class ReasonForm(forms.Form):
    """The reason for something that moderators do."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, public in the log"),
        max_length=REASON_LIMIT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": gettext_lazy("Give a reason; it stands in the public log.")},
    )


class RemovalForm(ReasonForm):
    """The reason for removing a text; with `beneath` public replies, whether they go too."""

    branch = forms.BooleanField(required=False)

    def __init__(self, *args: Any, beneath: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not beneath:
            del self.fields["branch"]
            return
        self.fields["branch"].label = ngettext(
            "Remove the reply beneath it as well",
            "Remove all %(count)d replies beneath it as well",
            beneath,
        ) % {"count": beneath}
        self.fields["branch"].help_text = gettext(
            "Otherwise they stay, beneath a line that says why."
        )


class MoveForm(ReasonForm):
    """Where a reply goes, with all beneath it; both left empty, to the top of its own thread."""

    field_order = ["to", "beneath", "reason"]

    to = forms.CharField(
        label=gettext_lazy("To which essay"),
        required=False,
        max_length=ADDRESS_LIMIT,
        help_text=gettext_lazy(
            "Its address or number; leave it empty for this one. The address of a reply "
            "there puts it beneath that."
        ),
    )
    beneath = forms.CharField(
        label=gettext_lazy("Beneath which reply"),
        required=False,
        max_length=ADDRESS_LIMIT,
        help_text=gettext_lazy("Its address or number; leave it empty for the top of the thread."),
    )


class SplitForm(ReasonForm):
    """The title of the essay that a reply becomes."""

    field_order = ["title", "reason"]

    title = forms.CharField(
        label=gettext_lazy("Title of the new essay"),
        max_length=TITLE_LIMIT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class JoinForm(ReasonForm):
    """Into which essay another is merged."""

    field_order = ["into", "reason"]

    into = forms.CharField(
        label=gettext_lazy("Into which essay"),
        max_length=ADDRESS_LIMIT,
        help_text=gettext_lazy("Its address or number."),
    )


class DescriptionForm(ReasonForm):
    """What a topic is about, the number of the wording that was seen, and why it is put so."""

    field_order = ["body", "reason"]

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        strip=False,
        max_length=DESCRIPTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=format_lazy(
            gettext_lazy("Markdown, up to {limit} characters. Empty, it says nothing."),
            limit=grouped_lazy(DESCRIPTION_LIMIT),
        ),
    )


class RoleForm(ReasonForm):
    """What role somebody is to have, and why."""

    field_order = ["role", "reason"]

    role = forms.ChoiceField(
        label=gettext_lazy("From now on they are"),
        choices=list(ROLES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the role.")},
    )


class SuspensionForm(ReasonForm):
    """Why somebody is suspended, and for how long: a term, or a day in the moderator's zone."""

    term = forms.ChoiceField(
        label=gettext_lazy("For how long?"), choices=list(TERMS.items()), initial="24"
    )
    day = forms.DateField(
        label=gettext_lazy("The day, if until the end of one"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the reason, and `until`: the moment at which it ends, or None for good."""
        data = super().clean() or {}
        term, day, until = data.get("term"), data.get("day"), None
        if term == UNTIL and day is None:
            self.add_error("day", ValidationError(gettext("Choose the day.")))
        elif term == UNTIL and (day < timezone.localdate() or day.year >= FAR):
            self.add_error("day", ValidationError(gettext("Choose a day that is still to come.")))
        elif term == UNTIL:
            ends = datetime.combine(day, time.min, timezone.get_current_timezone())
            until = ends + timedelta(days=1)
        elif term in HOURS:
            until = timezone.now() + timedelta(hours=int(term))
        return {"reason": data.get("reason"), "until": until}
