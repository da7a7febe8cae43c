"""The files of images, in the storage that the settings name, by the digest of the image."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext

from images.encoding import EncodedImage

FOLDER = "images"

logger = logging.getLogger(__name__)


class StoreAwayError(Exception):
    """The storage of pictures does not answer, or refuses."""


def write_files(image: EncodedImage) -> None:
    """Write the files of an image that are not there, or not whole.

    Raises ValidationError where that fails: the disk is full, or the store is away.
    """
    try:
        _write_files(image)
    except Exception as error:  # whatever a storage makes of it
        logger.exception("A picture could not be kept.")
        raise ValidationError(
            gettext("Pictures cannot be kept just now. Add it again in a few minutes.")
        ) from error


def _write_files(image: EncodedImage) -> None:
    for name, content in image.files.items():
        path = _path(image.facts.digest, name)
        if default_storage.exists(path):
            if default_storage.size(path) == len(content):
                continue
            default_storage.delete(path)
        default_storage.save(path, ContentFile(content))


def open_file(digest: str, name: str) -> "File[bytes]":
    """Return one file of an image; raises FileNotFoundError, or StoreAwayError."""
    try:
        file = default_storage.open(_path(digest, name))
        # A store elsewhere sends it when it is read first: later, an answer would have begun.
        file.seek(0)
    except FileNotFoundError:
        raise
    except Exception as error:  # whatever a storage makes of it
        logger.exception("A picture could not be read.")
        raise StoreAwayError from error
    return file


def delete_files(digest: str) -> None:
    """Delete all files of an image, those that are there."""
    for name in _listed(_path(digest))[1]:
        default_storage.delete(_path(digest, name))
    _delete_folder(_path(digest))


def digests_before(moment: datetime) -> Iterator[str]:
    """Yield the digests of which there are files, all older than `moment`."""
    for part in _listed(FOLDER)[0]:
        for digest in _listed(f"{FOLDER}/{part}")[0]:
            names = _listed(_path(digest))[1]
            times = (default_storage.get_modified_time(_path(digest, name)) for name in names)
            if all(time < moment for time in times):
                yield digest


def _path(digest: str, name: str = "") -> str:
    return "/".join(filter(None, (FOLDER, digest[:2], digest, name)))


def _listed(path: str) -> tuple[list[str], list[str]]:
    try:
        folders, names = default_storage.listdir(path)
    except FileNotFoundError:
        return [], []
    return folders, names


def _delete_folder(path: str) -> None:
    """Delete an empty folder; other storages than the disk have none."""
    if default_storage.exists(path):
        default_storage.delete(path)
