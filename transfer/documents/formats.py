"""The formats in which a critique goes out: by address and by command, the same bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from forum.models import Post
from transfer.documents.annotations import PROFILE, annotations
from transfer.documents.argdown import argdown
from transfer.documents.markdown import markdown
from transfer.documents.spreadsheet import spreadsheet
from transfer.export.discussion import exported


@dataclass(frozen=True)
class Format:
    """A format by its name on the command line, and by the ending of its address.

    `write` takes the id of a post and what goes before every path, and yields the file in pieces;
    it raises Post.DoesNotExist before the first where the public gets no such file.
    """

    name: str
    suffix: str
    content_type: str
    # Shown by a browser, not saved.
    inline: bool
    write: Callable[[int, str], Iterator[str]]
    # It has no form for an essay whose text is gone.
    needs_text: bool = False

    def pieces(self, post_id: int, base: str) -> Iterator[str]:
        """Yield the file in pieces, in the language of the site whatever that of whoever asks.

        Files are compared, kept and read by programs, and are the same for everybody.
        """
        pieces = self.write(post_id, base)
        while True:
            # Not for longer: whoever takes a piece goes on in the language of before.
            with translation.override(settings.LANGUAGE_CODE):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    def post(self, post_id: int) -> Post:
        """Return the post if the public gets it as such a file; else raises Post.DoesNotExist."""
        posts = Post.objects.readable_by(None) if self.needs_text else Post.objects.known_to(None)
        return posts.get(pk=post_id)


FORMATS = (
    Format("markdown", "md", "text/markdown", True, markdown),
    Format("csv", "csv", "text/csv", False, spreadsheet),
    Format("argdown", "argdown", "text/vnd.argdown", False, argdown),
    Format("jsonld", "jsonld", PROFILE, True, annotations),
    # The discussion file holds no addresses.
    Format("json", "json", "application/json", True, lambda post_id, _: exported(post_id), True),
)
NAMES = {each.name: each for each in FORMATS}
SUFFIXES = {each.suffix: each for each in FORMATS}
