"""What becomes of files that are no pictures, are broken, or are made to do harm."""

import subprocess
import sys
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from images.encoding import encode, encode_whole
from tests.databases import ROOT
from tests.rules.images import files

REFUSED = {
    "a bomb as PNG": (files.png_bomb, "more than the 16 million pixels"),
    "a bomb as JPEG": (files.jpeg_bomb, "60,000 × 60,000 pixels|more than the"),
    "a bomb as GIF": (files.gif_bomb, "60,000 × 60,000 pixels|more than the"),
    "a bomb as WebP": (files.webp_bomb, "60,000 × 60,000 pixels"),
    "a bomb of text": (files.text_bomb, "no picture|damaged"),
    "a drawing with a script": (lambda: files.SVG, "SVG drawing can hold scripts"),
    "a drawing after its prologue": (lambda: b"<?xml version='1.0'?>\n" + files.SVG, "SVG drawing"),
    "a page": (lambda: files.HTML, "no picture"),
    "half a PNG": (lambda: files.picture()[:900], "ends too early"),
    "half a JPEG": (lambda: files.picture("JPEG")[:900], "ends too early"),
    "half a WebP": (lambda: files.picture("WEBP")[:200], "no picture|ends too early"),
    "nothing": (lambda: b"", "empty"),
    "50 MB": (lambda: bytes(50_000_000), "10,000,000 is the most"),
    "a moving GIF": (lambda: files.animated("GIF"), "Moving pictures"),
    "a moving PNG": (lambda: files.animated("PNG"), "Moving pictures"),
    "a moving WebP": (lambda: files.animated("WEBP"), "Moving pictures"),
    "another kind": (lambda: files.picture("TIFF"), "no picture"),
    "a document of the printer's language": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "no picture"),
}
HARMLESS = {
    "a PNG with a script in its text": files.with_script_in_text,
    "a JPEG that says where it was taken": files.photograph,
    "a GIF that is a script": files.gif_that_is_script,
    "a PNG with a page behind it": lambda: files.picture() + files.HTML,
    "a drawing on nothing": files.transparent,
    "a photograph": lambda: files.picture("JPEG", (2400, 1000)),
    "a high one": lambda: files.picture("PNG", (40, 7000)),
    "of 16 bits": lambda: files.of_mode("I;16"),
    "in inks": lambda: files.of_mode("CMYK"),
    "in one bit": lambda: files.of_mode("1"),
    "in few colours": lambda: files.of_mode("P"),
}
MARKS = (
    b"<script",
    b"alert(",
    b"Secret",
    b"Exif",
    b"GPS",
    b"tEXt",
    b"iCCP",
    b"ICC_PROFILE",
    b"XMP",
)


@pytest.mark.parametrize("what", REFUSED)
def test_security_20_it_is_refused_with_a_sentence(what: str) -> None:
    made, why = REFUSED[what]
    with pytest.raises(ValidationError, match=why) as refused:
        encode(BytesIO(made()))
    assert refused.value.messages[0].endswith((".", "file."))


@pytest.mark.parametrize("what", HARMLESS)
def test_security_20_nothing_but_pixels_is_left(what: str) -> None:
    image = encode(BytesIO(HARMLESS[what]()))
    assert len(image.files) == 2 * len(image.facts.widths)
    for name, content in image.files.items():
        width, kind = name.split(".")
        with Image.open(BytesIO(content)) as found:
            found.load()
            assert found.format == {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}[kind]
            assert found.width == int(width) <= image.facts.width
            assert not found.getexif()
        assert [mark for mark in MARKS if mark in content] == []
        assert content.startswith({"webp": b"RIFF", "jpg": b"\xff\xd8", "png": b"\x89PNG"}[kind])


def test_a_photograph_stands_upright_and_transparency_is_kept() -> None:
    assert encode(BytesIO(files.photograph())).facts[1:] == (360, 640, "jpg")
    assert encode(BytesIO(files.transparent())).facts[1:] == (200, 100, "png")


def test_it_is_no_larger_than_it_was_and_made_for_phones() -> None:
    widths = {
        each: encode(BytesIO(files.picture("JPEG", (each, 40)))).facts.widths
        for each in (100, 480, 1000, 3000)
    }
    expected = {100: [100], 480: [480], 1000: [480, 960, 1000], 3000: [480, 960, 1600]}
    assert widths == expected


def test_the_same_pixels_are_the_same_image() -> None:
    plain, other = encode(BytesIO(files.picture())), encode(BytesIO(files.with_script_in_text()))
    assert plain == other
    assert encode_whole(plain.files[plain.facts.whole]) == plain


@pytest.mark.parametrize(
    "whole",
    [
        files.picture("WEBP", (1700, 20)),
        files.picture("WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        files.picture("WEBP") + b"more",
        files.picture("PNG"),
        files.SVG,
    ],
    ids=["too wide", "with more than pixels", "with more behind it", "PNG", "SVG"],
)
def test_an_image_of_an_archive_is_as_this_site_writes_it(whole: bytes) -> None:
    with pytest.raises(ValidationError):
        encode_whole(whole)


CHILD = """
import resource, sys
import django
django.setup()
from io import BytesIO
from django.core.exceptions import ValidationError
from images.encoding import encode
from tests.rules.images import files
encode(BytesIO(files.picture("JPEG", (64, 64))))
made = [each() for each in (files.png_bomb, files.jpeg_bomb, files.gif_bomb, files.webp_bomb)]
made.append(files.text_bomb())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for each in made:
    try:
        encode(BytesIO(each))
    except ValidationError:
        continue
    sys.exit("a bomb was taken for a picture")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_security_20_bombs_take_no_memory() -> None:
    """In a process of its own, which tells how much more it ever had than before."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    kilobytes = int(done.stdout)
    assert kilobytes < 24_000, "a bomb was unpacked"
