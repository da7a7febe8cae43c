"""The shape of a decision on a person."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from staff.forms import ReasonForm

FOR_GOOD, UNTIL, FAR = "good", "until", 8000
HOURS = {"1": "an hour", "24": "a day", "72": "three days", "168": "a week", "720": "30 days"}
TERMS = {**HOURS, UNTIL: "until the end of a day", FOR_GOOD: "for good"}


class RoleForm(ReasonForm):
    """What role somebody is to have, and why."""

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
        """Add `until`: the moment at which it ends, or None for good."""
        data = super().clean() or {}
        term, day = data.get("term"), data.get("day")
        if term == UNTIL and day is None:
            self.add_error("day", ValidationError("Choose the day."))
        elif term == UNTIL and (day < timezone.localdate() or day.year >= FAR):
            self.add_error("day", ValidationError("Choose a day that is still to come."))
        elif term == UNTIL:
            ends = datetime.combine(day, time.min, timezone.get_current_timezone())
            data["until"] = ends + timedelta(days=1)
        elif term in HOURS:
            data["until"] = timezone.now() + timedelta(hours=int(term))
        else:
            data["until"] = None
        return data
