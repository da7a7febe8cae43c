"""What this app knows of a person: the images that they brought here, and their files."""

from collections.abc import Iterator

from accounts.data import register, register_files
from accounts.models import User
from images.models import Image, Upload
from images.store import open_file


def _files_of(user: User) -> Iterator[tuple[str, bytes]]:
    for image in Image.objects.filter(uploads__user=user.pk).order_by("pk").iterator():
        with open_file(image.digest, image.facts.whole) as whole:
            yield f"images/{image.digest}.webp", whole.read()


register("images", Upload, "user")
register_files(_files_of)
