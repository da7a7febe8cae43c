"""Writing and erasing images; each is its row with its files, and the row guards the files."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from images.encoding import EncodedImage
from images.models import Image
from images.store import delete_files, write_files


def keep_image(encoded: EncodedImage) -> Image:
    """Return the image, written unless it is here, and locked until the transaction ends.

    Raises ValidationError where its files cannot be written now.
    """
    image = None
    # What was here may be erased before it is locked; then it is written anew.
    while image is None:
        # Where the same image is being erased, this waits until it is gone.
        Image.objects.bulk_create(
            [Image(**encoded.facts._asdict(), size=encoded.size)], ignore_conflicts=True
        )
        image = Image.objects.select_for_update().filter(digest=encoded.facts.digest).first()
    write_files(encoded)
    return image


def erase_images(found: QuerySet[Image]) -> int:
    """Erase those of `found` that are so still once they are locked; return how many.

    Their files go when the transaction is kept; a sweep takes what cannot be deleted then.
    """
    ids = Image.objects.select_for_update().filter(pk__in=found.values("pk")).order_by("pk")
    gone = found.filter(pk__in=list(ids.values_list("pk", flat=True)))
    digests = list(gone.values_list("digest", flat=True))
    Image.objects.filter(digest__in=digests).delete()
    transaction.on_commit(lambda: drop_files(digests), robust=True)
    return len(digests)


def drop_files(digests: Iterable[str]) -> None:
    """Delete the files of images that are here no more, unless somebody brought one back."""
    for digest in digests:
        with transaction.atomic():
            # Its own row keeps whoever brings it back waiting until the files are gone.
            claim = {"width": 1, "height": 1, "fallback": "", "size": 0}
            image, is_gone = Image.objects.get_or_create(digest=digest, defaults=claim)
            if is_gone:
                delete_files(digest)
                image.delete()
