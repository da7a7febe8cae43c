"""An archive of a discussion: its file, and the images that its texts show."""

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from images.encoding import EncodedImage, encode_whole
from images.facts import DIGEST
from images.formats import MOST_BYTES
from transfer.values import refused_at, wrong

DISCUSSION = "discussion.json"
MOST_IMAGES = 1_000
# Of all images together; what is made of them is in memory until it is written.
MOST_OF_IMAGES = 60_000_000
_IMAGE = re.compile(rf"images/({DIGEST})\.webp")


def read_archive(path: Path, most: int) -> tuple[bytes, dict[str, EncodedImage]]:
    """Return the discussion's file, up to one byte more than `most`, and its images by digest.

    Nothing is unpacked onto the disk, and nothing beyond these bounds into memory, whatever the
    archive says. Raises ValidationError with what is wrong and where.
    """
    try:
        with ZipFile(path) as archive:
            entries = _entries(archive)
            text = _unpacked(archive, entries.pop(DISCUSSION), most)
            return text, _images(archive, entries)
    except (OSError, BadZipFile) as error:
        raise wrong(str(path), f"it is no archive that can be read ({error}).") from error


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    entries: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        if info.filename != DISCUSSION and not _IMAGE.fullmatch(info.filename):
            raise wrong(
                info.filename, f"an archive holds {DISCUSSION} and images/….webp, nothing else."
            )
        if info.filename in entries:
            raise wrong(info.filename, "it is there twice.")
        entries[info.filename] = info
    if DISCUSSION not in entries:
        raise wrong(DISCUSSION, "the archive lacks it.")
    if len(entries) > MOST_IMAGES + 1:
        raise wrong("images", f"{MOST_IMAGES:,} are the most.")
    return entries


def _images(archive: ZipFile, entries: dict[str, ZipInfo]) -> dict[str, EncodedImage]:
    images, left = {}, MOST_OF_IMAGES
    for name, info in entries.items():
        whole = _unpacked(archive, info, MOST_BYTES)
        left -= len(whole)
        if left < 0:
            raise wrong("images", f"all together they have more than {MOST_OF_IMAGES:,} bytes.")
        with refused_at(name):
            image = encode_whole(whole)
        if name != f"images/{image.facts.digest}.webp":
            raise wrong(name, "it is not the image that it is named after.")
        images[image.facts.digest] = image
    return images


def _unpacked(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(most + 1)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise wrong(info.filename, "it can’t be unpacked.") from error
