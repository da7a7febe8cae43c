"""The shape of moving replies: where to, under what title, and why."""

from django import forms

from forum.models.posts import TITLE_LIMIT
from staff.forms import ReasonForm

ADDRESS_LIMIT = 300


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

    title = forms.CharField(label="Title of the new essay", max_length=TITLE_LIMIT)


class JoinForm(ReasonForm):
    """Into which essay another is merged."""

    field_order = ["into", "reason"]

    into = forms.CharField(
        label="Into which essay",
        max_length=ADDRESS_LIMIT,
        help_text="Its address or number.",
    )
