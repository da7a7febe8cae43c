"""An image as somebody gets it."""

from dataclasses import dataclass
from typing import Any, Self

from django.core.files.base import File
from django.db.models import QuerySet

from accounts.statements import Statement
from forum.visibility import images_shown_to
from images.facts import SUFFIXES
from images.models import Image
from images.store import open_file


@dataclass(frozen=True)
class ServedImage:
    """One file of an image that the viewer may see; `public` where everybody may."""

    file: "File[bytes]"
    content_type: str
    public: bool

    @classmethod
    def load(cls, *, viewer: Any, digest: str, name: str) -> Self:
        """Open it. One query for what is public, two for the rest.

        Raises Image.DoesNotExist where it is not there, or not for `viewer`.
        """
        public = bool(_seen.rows(None, digest))
        if not public and not (viewer.is_authenticated and _seen.rows(viewer, digest)):
            raise Image.DoesNotExist
        try:
            file = open_file(digest, name)
        except FileNotFoundError as error:
            raise Image.DoesNotExist from error
        return cls(file, SUFFIXES[name.rpartition(".")[2]], public)


@Statement
def _seen(viewer: Any, digest: str) -> QuerySet:
    return Image.objects.filter(images_shown_to(viewer), digest=digest)
