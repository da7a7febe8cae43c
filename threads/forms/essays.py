"""An essay being written, and one being changed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

from forum.actions.wordings import clean_in_short, clean_title
from forum.models.posts import IN_SHORT_LIMIT, TITLE_LIMIT, TOPIC_LENGTH, TOPICS_LIMIT
from threads.forms.writing import WritingForm
from web.writing import check_shows, one_line


class TopicsField(forms.CharField):
    """Topic tags, separated by commas: at most five, of at most thirty characters each."""

    def to_python(self, value: Any) -> list[str]:
        names = {one_line(name).lower() for name in super().to_python(value).split(",")}
        return sorted(names - {""})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def validate(self, value: Any) -> None:
        if len(value) > TOPICS_LIMIT:
            said = ngettext(
                "Choose up to %(limit)d topic; you gave %(count)d.",
                "Choose up to %(limit)d topics; you gave %(count)d.",
                TOPICS_LIMIT,
            )
            raise ValidationError(said % {"limit": TOPICS_LIMIT, "count": len(value)})
        for name in value:
            if len(name) > TOPIC_LENGTH:
                said = gettext("“%(name)s…” is too long for a topic.")
                raise ValidationError(said % {"name": name[:TOPIC_LENGTH]})
            check_shows(
                name,
                refusal=gettext(
                    "A topic has only signs that nobody can see. Write something that shows."
                ),
            )

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))


class PostForm(WritingForm):
    """An essay being written."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=TITLE_LIMIT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=format_lazy(
            gettext_lazy("Up to {limit} characters. Say what you claim."), limit=TITLE_LIMIT
        ),
    )
    in_short = forms.CharField(
        label=gettext_lazy("In short"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short", "dir": "auto"}),
        help_text=format_lazy(
            gettext_lazy(
                "If you like: what the essay claims, in up to three sentences of your own, {limit} "
                "characters. It stands in the list of posts and above the critique."
            ),
            limit=IN_SHORT_LIMIT,
        ),
    )
    body = forms.CharField(
        label=gettext_lazy("Essay"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
        help_text=gettext_lazy(
            "Markdown: headings, lists, tables, footnotes, code, formulas between $ signs, "
            "and boxes that fold."
        ),
    )
    topics = TopicsField(
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Up to five, separated by commas: epistemics, reading"),
    )
    # The version of the draft that its author is looking at.
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_title(self) -> str:
        return clean_title(self.cleaned_data["title"])

    def clean_in_short(self) -> str:
        return clean_in_short(self.cleaned_data["in_short"])


class RevisionForm(PostForm):
    """A published essay being changed."""

    note = forms.CharField(
        label=gettext_lazy("What changed"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("One line for your readers."),
    )
    substantive = forms.BooleanField(
        label=gettext_lazy("This changes what the essay claims: open a new round of letters"),
        required=False,
        help_text=gettext_lazy(
            "Leave it for small changes: typing errors, a clearer phrase. Either way every "
            "wording stays readable."
        ),
    )
    base_revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
