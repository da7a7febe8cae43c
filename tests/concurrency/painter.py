"""One of several who add and sweep pictures at the same moment, in files in FOLDER.

`painter.py add ROOM HOW_MANY FOLDER NAME` adds the same picture as the others again and again, and
shows it in a draft for a while; `painter.py sweep ROOM HOW_MANY FOLDER` erases whatever nothing
shows. `painter.py set HOW_MANY` makes the people p0, p1 …; `painter.py look FOLDER` prints how many
images there are, all of whose files are whole.
"""

import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import django

django.setup()

from django.core.exceptions import ValidationError
from django.test import override_settings
from PIL import Image as Pillow

from accounts.models import User
from forum.actions.images import shown_in, sweep_images, upload_image
from forum.actions.posts import save_draft
from images.models import Image
from images.store import open_file
from tests.cast import person
from tests.concurrency.writer import wait_for_others
from tests.rules.images.files import picture

TIMES = 12


def set_scene(how_many: str) -> None:
    """Make the people."""
    for number in range(int(how_many)):
        person(f"p{number}")


def add(room: str, how_many: str, folder: str, name: str) -> None:
    """Show the picture and no longer, again and again; while it is shown its files are there."""
    author = User.objects.get(username=name)
    draft = {"author": author, "title": "Twenty checks", "topics": []}
    post = save_draft(body="None yet.", **draft)
    wait_for_others(Path(room), int(how_many))
    with override_settings(MEDIA_ROOT=folder):
        for _ in range(TIMES):
            facts = upload_image(uploader=author, file=BytesIO(picture(size=(30, 9))))
            body = f"![A](image:{facts.digest})"
            try:
                shown = save_draft(body=body, post_id=post.pk, **draft)
            except ValidationError:
                continue  # it was swept at this very moment
            if shown_in(shown.html):
                read(facts.digest, facts.whole)
            save_draft(body="None.", post_id=post.pk, **draft)


def sweep(room: str, how_many: str, folder: str) -> None:
    """Erase whatever nothing shows, however new it is."""
    wait_for_others(Path(room), int(how_many))
    with override_settings(MEDIA_ROOT=folder):
        for _ in range(TIMES):
            sweep_images(older_than=timedelta(0))


def look(folder: str) -> None:
    """Read every file of every image."""
    with override_settings(MEDIA_ROOT=folder):
        for image in Image.objects.all():
            for width in image.facts.widths:
                read(image.digest, f"{width}.webp")
                read(image.digest, f"{width}.{image.fallback}")
    print(Image.objects.count(), end="")


def read(digest: str, name: str) -> None:
    """Raise an error unless the file is there, and whole."""
    with open_file(digest, name) as file, Pillow.open(file) as found:
        found.load()


if __name__ == "__main__":
    {"set": set_scene, "add": add, "sweep": sweep, "look": look}[sys.argv[1]](*sys.argv[2:])
