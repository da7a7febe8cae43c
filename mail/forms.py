"""How often somebody wants which mail."""

from django import forms

from mail.words import MailKind, When


class MailChoicesForm(forms.Form):
    """A choice for each kind."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for kind in MailKind:
            self.fields[kind] = forms.ChoiceField(label=kind.label, choices=When.choices)

    def chosen(self) -> dict[MailKind, When]:
        """Return what was chosen; the form has to be valid."""
        return {MailKind(kind): When(when) for kind, when in self.cleaned_data.items()}
