"""What somebody says of themselves, as others may read it."""

from typing import Any, NamedTuple, Self

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from accounts.models import User
from accounts.rules import is_moderator
from forum.markup.translations import translated
from forum.models import Biography


class ShownBiography(NamedTuple):
    """Its HTML, empty where there is none to read, and what is said of it to the few who may."""

    html: SafeString
    note: str

    @classmethod
    def of(cls, person: User, viewer: Any) -> Self:
        """Return what `viewer` may read; one query where there is any."""
        removed = person.bio_hidden_at is not None
        mine = viewer is not None and viewer.pk == person.pk
        if not person.bio or (removed and not mine and not is_moderator(viewer)):
            return cls(SafeString(), "")
        kept = Biography.objects.filter(user=person.pk).first()
        # What nobody has rendered stands as it was typed.
        html = translated(kept.html) if kept else linebreaks(person.bio, autoescape=True)
        html = mark_safe(html)  # noqa: S308 (made safe when it was written, or escaped)
        if not removed:
            return cls(html, "")
        if mine:
            return cls(html, gettext("Removed by moderators. You and moderators still see it."))
        return cls(html, gettext("Removed by moderators. They and moderators still see it."))
