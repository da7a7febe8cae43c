"""A discussion as an archive: its file, and beside it the images that it shows."""

from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import override

from forum.markup.images import REFERENCE
from forum.visibility import images_shown_to
from images.models import Image
from images.store import open_file
from transfer.export.discussion import exported
from web.archives import add_text, entry
from web.pieces import batches

DISCUSSION = "discussion.json"
BATCH = 500


def write_archive(post_id: int, file: IO[bytes]) -> None:
    """Write what anybody may read of a discussion, and see of its images, into `file`.

    It is the same for everybody, whatever their language. Raises Post.DoesNotExist unless the post
    is public. A query for every five hundred images beside those of `exported`; one image at a time
    is in memory.
    """
    digests: dict[str, None] = {}

    def noted(pieces: Iterator[str]) -> Iterator[str]:
        for piece in pieces:
            digests.update(dict.fromkeys(REFERENCE.findall(piece)))
            yield piece

    with override(settings.LANGUAGE_CODE), ZipFile(file, "w") as archive:
        add_text(archive, DISCUSSION, noted(exported(post_id)))
        for batch in batches(sorted(digests), BATCH):
            found = Image.objects.filter(images_shown_to(None), digest__in=batch)
            for image in found.order_by("digest"):
                name = f"images/{image.digest}.webp"
                with open_file(image.digest, image.facts.whole) as whole:
                    archive.writestr(entry(name, packed=False), whole.read())
