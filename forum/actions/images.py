"""Bringing images here, showing them in texts, and erasing those that nothing shows any more."""

import re
from datetime import timedelta
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_may_write
from forum.limits import check_left, count_act
from forum.markup.images import NO_IMAGES, REFERENCE, Images
from forum.models import Draft, ImageUse, Post, Reply
from forum.visibility import images_shown_to
from images.actions import drop_files, erase_images, keep_image
from images.encoding import encode
from images.facts import DIGEST, ImageFacts
from images.models import Image, Upload
from images.quotas import check_room
from images.store import digests_before
from web.numbers import grouped

MOST_IN_A_TEXT = 100
BATCH = 500
_SHOWN = re.compile(rf'src="/images/({DIGEST})/')
_UNUSED = ~Exists(ImageUse.objects.filter(image=OuterRef("pk")))


def upload_image(*, uploader: User, file: BinaryIO) -> ImageFacts:
    """Keep the picture in a file as an image, which `uploader` alone sees until a text shows it.

    Raises PermissionDenied, or ValidationError where the file is refused, or was one too many
    (code `rate`).
    """
    check_may_write(uploader)
    check_left(what="images", user=uploader)
    check_room(uploader)
    encoded = encode(file)
    with transaction.atomic():
        count_act("images", uploader)
        check_room(uploader, adding=encoded.size)
        image = keep_image(encoded)
        brought = {"at": timezone.now()}
        Upload.objects.update_or_create(user=uploader, image=image, defaults=brought)
    return encoded.facts


def images_in(source: str, viewer: Any) -> Images:
    """Return the images that a text names and its writer, `viewer`, may see: those it may show.

    One query, none where it names none. Raises ValidationError where it names too many.
    """
    digests = REFERENCE.findall(source)
    if len(digests) > MOST_IN_A_TEXT:
        raise ValidationError(
            gettext(
                "The text shows %(number)s pictures; %(most)d is the most. Leave some out, or make "
                "it two texts."
            )
            % {"number": grouped(len(digests)), "most": MOST_IN_A_TEXT}
        )
    if not digests:
        return NO_IMAGES
    found = Image.objects.filter(images_shown_to(viewer), digest__in=set(digests))
    return {image.digest: image.facts for image in found}


def images_of(text: Post | Reply) -> Images:
    """Return the images that a text shows, whoever may see them. One query."""
    found = Image.objects.filter(Exists(ImageUse.objects.filter(image=OuterRef("pk"), **_of(text))))
    return {image.digest: image.facts for image in found}


def shown_in(html: str) -> set[str]:
    """Return the digests of the images that a rendered text shows."""
    return set(_SHOWN.findall(html))


def note_shown(text: Post | Reply) -> None:
    """Note which images the present wording of a text shows, whose post is locked.

    Raises ValidationError (code `conflict`) where one was erased at this very moment.
    """
    note_images(text, shown_in(text.html), text.revision)


def note_images(text: Post | Reply, digests: set[str], revision: int) -> None:
    """Note that this wording of a text shows these images; raises what `note_shown` raises."""
    if not digests:
        return
    # Whoever erases what nothing shows waits here, or was first.
    images = Image.objects.select_for_update().filter(digest__in=digests).order_by("pk")
    uses = [ImageUse(image=each, **_of(text), revision=revision) for each in images]
    if len(uses) < len(digests):
        raise ValidationError(
            gettext("A picture of this text is gone from here. Add it again."), code="conflict"
        )
    ImageUse.objects.bulk_create(uses, ignore_conflicts=True)


def forget_shown(text: Post | Reply) -> None:
    """Note that no wording of a text, whose post is locked, shows any image."""
    ImageUse.objects.filter(**_of(text)).delete()


def erase_shown(text: Post | Reply) -> None:
    """Erase for good the images of a text, whose post is locked, but those that others show."""
    shown = list(ImageUse.objects.filter(**_of(text)).values_list("image", flat=True).distinct())
    if shown:
        forget_shown(text)
        erase_images(Image.objects.filter(_UNUSED, pk__in=shown))


def forget_uploads(*, user: User) -> None:
    """Erase what `user` brought here and no text shows; what one shows is no longer theirs."""
    brought = list(Upload.objects.filter(user=user).values_list("image", flat=True))
    if brought:
        Upload.objects.filter(user=user).delete()
        erase_images(Image.objects.filter(_UNUSED, pk__in=brought, uploads=None))


def sweep_images(*, older_than: timedelta) -> int:
    """Erase the images that no text shows and nobody brought since; return how many.

    What somebody has begun to write shows what it names. Files that belong to no image go too,
    where they are as old. A few images at a time are locked, so that whoever writes does not wait.
    """
    before = timezone.now() - older_than
    recent = Upload.objects.filter(image=OuterRef("pk"), at__gte=before)
    unused = Image.objects.filter(_UNUSED, ~Exists(recent))
    begun, gone = _named_in_drafts(), 0
    found = unused.values_list("pk", "digest").iterator()
    ids = [pk for pk, digest in found if digest not in begun]
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            gone += erase_images(unused.filter(pk__in=ids[start : start + BATCH]))
    for digest in digests_before(before):
        if not Image.objects.filter(digest=digest).exists():
            drop_files([digest])
    return gone


def _named_in_drafts() -> set[str]:
    typed = Draft.objects.values_list("fields", flat=True).iterator(BATCH)
    return {digest for fields in typed for digest in REFERENCE.findall(str(fields))}


def _of(text: Post | Reply) -> dict[str, Post | Reply]:
    return {"post" if isinstance(text, Post) else "reply": text}
