"""The shape of what people post; their rights and the text itself are the actions' business."""

import uuid
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError

from forum.actions.wordings import clean_in_short
from forum.models.posts import IN_SHORT_LIMIT, TITLE_LIMIT, TOPIC_LENGTH, TOPICS_LIMIT


class TopicsField(forms.CharField):
    """Topic tags, separated by commas: at most five, of at most thirty characters each."""

    def to_python(self, value: Any) -> list[str]:
        names = {" ".join(name.split()).lower() for name in super().to_python(value).split(",")}
        return sorted(names - {""})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def validate(self, value: Any) -> None:
        if len(value) > TOPICS_LIMIT:
            raise ValidationError(f"Choose up to {TOPICS_LIMIT} topics; you gave {len(value)}.")
        for name in value:
            if len(name) > TOPIC_LENGTH:
                raise ValidationError(f"“{name[:TOPIC_LENGTH]}…” is too long for a topic.")

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))


class PostForm(forms.Form):
    """An essay being written."""

    title = forms.CharField(
        max_length=TITLE_LIMIT, help_text=f"Up to {TITLE_LIMIT} characters. Say what you claim."
    )
    in_short = forms.CharField(
        label="In short",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
        help_text="If you like: what the essay claims, in up to three sentences of your own, "
        f"{IN_SHORT_LIMIT} characters. It stands in the list of posts and above the critique.",
    )
    body = forms.CharField(
        label="Essay",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Markdown: headings, lists, tables, footnotes, code, and boxes that fold.",
    )
    topics = TopicsField(
        required=False, help_text="Up to five, separated by commas: epistemics, reading"
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_in_short(self) -> str:
        return clean_in_short(self.cleaned_data["in_short"])


class RevisionForm(PostForm):
    """A published essay being changed."""

    note = forms.CharField(
        label="What changed", max_length=200, required=False, help_text="One line for your readers."
    )
    substantive = forms.BooleanField(
        label="This changes what the essay claims: open a new round of letters",
        required=False,
        help_text="Leave it for small changes: typing errors, a clearer phrase. Either way every "
        "wording stays readable.",
    )
    base_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """A reply being written."""

    body = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Markdown. If you have several points, begin each on a new line with a), b), c). "
        "Nothing else is needed.",
    )
    parent = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @classmethod
    def empty(cls, parent: int | None = None) -> Self:
        """Return one in which nothing was written, beneath a reply or the essay itself."""
        return cls(initial={"token": uuid.uuid4(), "parent": parent})


class ReplyEditForm(forms.Form):
    """A reply being changed."""

    body = forms.CharField(
        label="Your reply", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 7})
    )
    base_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
