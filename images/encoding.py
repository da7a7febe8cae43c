"""An image, made anew from the pixels of a file: nothing else that was in the file is kept."""

from hashlib import sha256
from io import BytesIO
from threading import BoundedSemaphore
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from images.facts import TALLEST, WIDTHS, ImageFacts
from images.formats import opened

_DIGITS = 32
_QUALITY = 82
# Of lines and letters one file without loss is as small, and sharper.
_DRAWN = ("PNG", "GIF")
_SHARPER = 1.5
# The pixels of one picture at a time are in the memory of a process.
_alone = BoundedSemaphore()


class EncodedImage(NamedTuple):
    """An image with its files, by their names."""

    facts: ImageFacts
    files: dict[str, bytes]

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        return sum(map(len, self.files.values()))


def encode(file: BinaryIO) -> EncodedImage:
    """Return the picture in a file as an image, in all widths that are smaller than its own.

    Raises ValidationError as `opened` does, and where the file is damaged.
    """
    with _alone:
        picture, drawn = _picture(file)
        whole = _webp(picture, lossless=False)
        sharp = _webp(picture, lossless=True) if drawn else b""
        lossless = drawn and len(sharp) <= _SHARPER * len(whole)
        return _with_files(picture, sharp if lossless else whole, lossless)


def encode_whole(whole: bytes) -> EncodedImage:
    """Return the image whose whole file this is, as an archive has it; it stays as it is.

    Raises ValidationError where it is no such file: larger than any that we keep, or with anything
    in it beside pixels.
    """
    with _alone:
        with opened(BytesIO(whole)) as source:
            fits = source.size == _fitting(*source.size)
        if not fits or not _holds_pixels_alone(whole):
            raise ValidationError("this is no image as this site writes it.")
        picture, _ = _picture(BytesIO(whole))
        return _with_files(picture, whole, lossless=b"VP8L" in whole[:64])


def _picture(file: BinaryIO) -> tuple[Pillow.Image, bool]:
    """Return its pixels, upright, in no more than we keep, and whether it was drawn."""
    with opened(file) as source:
        try:
            drawn = source.format in _DRAWN
            # A photograph is read at the smallest of its own scales that is large enough.
            source.draft("RGB", _fitting(*source.size))
            source.load()
            ImageOps.exif_transpose(source, in_place=True)
            picture = _in_plain_colours(source)
            fitting = _fitting(*picture.size)
            if picture.size != fitting:
                picture = picture.resize(fitting, Pillow.Resampling.LANCZOS, reducing_gap=3)
            if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
                picture = picture.convert("RGB")
            picture.info = {}
            return picture, drawn
        except Exception as error:  # whatever a damaged file makes of a decoder
            raise ValidationError(
                gettext("The picture ends too early, or is damaged. Save it again, and add that.")
            ) from error


def _fitting(width: int, height: int) -> tuple[int, int]:
    scale = min(1, WIDTHS[-1] / width, TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _in_plain_colours(source: Pillow.Image) -> Pillow.Image:
    """Return it in the colours that every screen means, with transparency where there is any."""
    if source.mode.startswith("I"):
        source = source.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if source.has_transparency_data else "RGB"
    profile = source.info.get("icc_profile")
    picture = source.convert(mode) if source.mode != mode else source
    if profile and source.mode in ("RGB", "RGBA"):
        picture = _in_srgb(picture, profile)
    return picture


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        screens = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, own, screens) or picture
    except (OSError, ImageCms.PyCMSError):
        return picture  # a broken profile says nothing of colours


def _with_files(picture: Pillow.Image, whole: bytes, lossless: bool) -> EncodedImage:
    fallback = "png" if picture.mode == "RGBA" else "jpg"
    digest = sha256(whole).hexdigest()[:_DIGITS]
    facts = ImageFacts(digest, *picture.size, fallback)
    files = {}
    for width in facts.widths:
        height = max(1, round(facts.height * width / facts.width))
        scaled = picture.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3)
        files[f"{width}.webp"] = _webp(scaled, lossless=lossless)
        files[f"{width}.{fallback}"] = _fallback(scaled, fallback)
    return EncodedImage(facts, files | {facts.whole: whole})


def _webp(picture: Pillow.Image, *, lossless: bool) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, lossless=lossless, method=3)
    return file.getvalue()


def _fallback(picture: Pillow.Image, kind: str) -> bytes:
    file = BytesIO()
    if kind == "png":
        picture.save(file, "PNG")
    else:
        picture.save(file, "JPEG", quality=_QUALITY, progressive=True)
    return file.getvalue()


def _holds_pixels_alone(webp: bytes) -> bool:
    """Whether a WebP file is made of chunks of pixels from its beginning to its end."""
    at = 12
    while at + 8 <= len(webp):
        if webp[at : at + 4] not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH"):
            return False
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return webp[:4] == b"RIFF" and webp[8:12] == b"WEBP" and at == len(webp)
