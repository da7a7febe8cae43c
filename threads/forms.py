"""The shape of what people post; their rights and the text itself are the actions' business."""

import re
import uuid
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

from forum.actions.wordings import clean_in_short, clean_title
from forum.models.posts import IN_SHORT_LIMIT, TITLE_LIMIT, TOPIC_LENGTH, TOPICS_LIMIT
from forum.places import WritingPlace
from images.formats import check_bytes
from web.writing import check_shows, one_line

# Of what is said of a picture.
WORDS_LIMIT = 300
# What is said at the head of a form where one of its hidden fields can't be read, and what to do.
DAMAGED = {
    **dict.fromkeys(
        ("token", "sequence"),
        gettext_lazy(
            "A part of this form was damaged on its way. Your text is here: send it again."
        ),
    ),
    "parent": gettext_lazy(
        "The reply you are answering can’t be found. Go back to the essay, choose another."
    ),
    **dict.fromkeys(
        ("seen", "base_revision"),
        gettext_lazy(
            "This form doesn’t say which wording you were changing. Compare your text with the "
            "latest, below, then save again."
        ),
    ),
}


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


class WritingForm(forms.Form):
    """What somebody writes, with a token of its own: however often it is sent, it is one text."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the draft that it holds.
    sequence = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    # Where what is typed is kept.
    place: WritingPlace | None = None
    is_damaged = False

    def clean(self) -> None:
        """Say of hidden fields at the head of the form what nobody would see beside them."""
        for name in DAMAGED.keys() & self.errors.keys():
            del self.errors[name]
            self.add_error(None, str(DAMAGED[name]))
            self.is_damaged = True
            if name in ("token", "sequence"):
                self.renew(token=uuid.uuid4(), sequence=0)

    def renew(self, **hidden: Any) -> None:
        """Let the form, shown again, send these in place of what it had in hidden fields."""
        self.data = self.data.copy()
        self.data.update({name: str(value) for name, value in hidden.items()})


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


class ImageForm(forms.Form):
    """A picture being added to a text, with what is said of it: beside a form of that text."""

    image = forms.FileField(required=False, allow_empty_file=True)
    image_alt = forms.CharField(
        required=False, max_length=WORDS_LIMIT, label=gettext_lazy("What it shows")
    )
    image_caption = forms.CharField(
        required=False, max_length=WORDS_LIMIT, label=gettext_lazy("Caption")
    )

    def clean_image(self) -> UploadedFile:
        """Refuse what is no file before anything is read of it."""
        file: UploadedFile | None = self.cleaned_data["image"]
        if file is None:
            raise ValidationError(gettext("Choose a picture first."))
        check_bytes(file.size or 0)
        return file

    def markdown(self, digest: str) -> str:
        """Return what shows the image in a text."""
        alt, caption = (
            " ".join(self.cleaned_data[each].split()) for each in ("image_alt", "image_caption")
        )
        for sign in "\\[]":
            alt = alt.replace(sign, f"\\{sign}")
        # A straight quotation mark would end it.
        caption = re.sub(r'"([^"]*)"', r"“\1”", caption).replace('"', "”")
        said = f' "{caption}"' if caption else ""
        return f"![{alt}](image:{digest}{said})"


class ReplyEditForm(WritingForm):
    """A reply being changed."""

    body = forms.CharField(
        label=gettext_lazy("Your reply"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    base_revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
