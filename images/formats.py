"""What a file is, found by its first bytes: whatever is no picture, or too large a one, stops here.

Nothing is decoded yet, so that a file of a few bytes cannot ask for gigabytes.
"""

import os
import warnings
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from PIL import Image as Pillow

from web.numbers import grouped

MOST_BYTES = 10_000_000
# A photograph can be read at a smaller scale, the others only whole.
MOST_PIXELS = 16_000_000
MOST_OF_PHOTOGRAPH = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_HEAD = 1_024

# Where Pillow itself stops, should it ever be asked first.
Pillow.MAX_IMAGE_PIXELS = MOST_OF_PHOTOGRAPH


def opened(file: BinaryIO) -> Pillow.Image:
    """Return the picture in a file, whose pixels are not read yet.

    Raises ValidationError, saying what to do, for a file that is no picture of FORMATS, that moves,
    or has more than MOST_BYTES or MOST_PIXELS.
    """
    check_bytes(file.seek(0, os.SEEK_END))
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    _check_is_no_drawing(head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        # Pillow makes room for all pixels of a WebP file when it opens it.
        _check_pixels(*_webp_size(head), most=MOST_PIXELS)
    try:
        with warnings.catch_warnings(action="ignore", category=Pillow.DecompressionBombWarning):
            picture = Pillow.open(file, formats=FORMATS)
            photograph = picture.format == "JPEG"
            _check_pixels(*picture.size, most=MOST_OF_PHOTOGRAPH if photograph else MOST_PIXELS)
            moves = getattr(picture, "is_animated", False)
    except Pillow.DecompressionBombError as error:
        raise ValidationError(
            gettext(
                "The picture has more than the %(most)d million pixels that fit. "
                "Make it smaller, and add that."
            )
            % {"most": MOST_PIXELS // 1_000_000}
        ) from error
    except ValidationError:
        raise
    except Exception as error:  # whatever a damaged header makes of a decoder
        raise ValidationError(
            gettext(
                "This is no picture that can be shown here. Choose a JPEG, PNG, WebP or GIF file."
            )
        ) from error
    if moves:
        raise ValidationError(
            gettext(
                "Moving pictures are not shown here. Save the one frame that matters, and add that."
            )
        )
    return picture


def check_bytes(size: int) -> None:
    """Raise ValidationError where a file is empty or has more than MOST_BYTES."""
    if not size:
        raise ValidationError(gettext("The file is empty. Choose a picture."))
    if size > MOST_BYTES:
        raise ValidationError(
            gettext("The picture has %(size)s bytes; %(most)s is the most. Save a smaller one.")
            % {"size": grouped(size), "most": grouped(MOST_BYTES)}
        )


def _check_is_no_drawing(head: bytes) -> None:
    words = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in words or words.startswith(b"<?xml"):
        raise ValidationError(
            gettext(
                "An SVG drawing can hold scripts, so none is taken. Save it as PNG, and add that."
            )
        )


def _check_pixels(width: int, height: int, *, most: int) -> None:
    if width * height > most:
        has = {"width": grouped(width), "height": grouped(height), "most": most // 1_000_000}
        raise ValidationError(
            gettext(
                "The picture has %(width)s × %(height)s pixels, more than the %(most)d million "
                "pixels that fit. Make it smaller, and add that."
            )
            % has
        )


def _webp_size(head: bytes) -> tuple[int, int]:
    """Return the size that the first chunk of a WebP file says; of a moving one, too."""
    kind, data = head[12:16], head[20:30]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    sizes = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return sizes[0] & 0x3FFF, sizes[1] & 0x3FFF
