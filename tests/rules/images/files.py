"""Files that people may try to upload as pictures, made here: good, broken and hostile ones."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 360), **saved: Any) -> bytes:
    """Return a small picture of this kind; no two sizes have the same pixels."""
    file = BytesIO()
    shades = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", (shades, shades.rotate(180), shades)).save(file, kind, **saved)
    return file.getvalue()


def of_mode(mode: str) -> bytes:
    """Return a picture whose pixels are kept in this way."""
    file = BytesIO()
    picture = Image.linear_gradient("L").convert("I" if mode == "I;16" else mode)
    picture.convert(mode).save(file, "JPEG" if mode == "CMYK" else "PNG")
    return file.getvalue()


def transparent() -> bytes:
    """Return a drawing on nothing."""
    file = BytesIO()
    drawing = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    drawing.paste((200, 0, 0, 255), (20, 20, 120, 60))
    drawing.save(file, "PNG")
    return file.getvalue()


def with_script_in_text() -> bytes:
    """Return a PNG with a script in a chunk of text."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    return picture(pnginfo=words)


def photograph() -> bytes:
    """Return a JPEG that says where it was taken, by whom, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "Somebody Secret"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return picture("JPEG", exif=exif.tobytes(), comment=b"Secret words")


def animated(kind: str) -> bytes:
    """Return a picture that moves."""
    file = BytesIO()
    first, *others = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue")]
    first.save(file, kind, save_all=True, append_images=others, duration=100)
    return file.getvalue()


def gif_that_is_script() -> bytes:
    """Return a GIF that is a script, too, to whoever takes it for one."""
    plain = picture("GIF", (47, 42))
    # The width of 0x2A2F reads as the beginning of a comment; what ends it stands at the end.
    return plain + b"*/=1;alert(1)//"


def png_bomb(side: int = 60_000) -> bytes:
    """Return a few hundred bytes that ask for gigabytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    data = zlib.compress(bytes(100_000))
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def jpeg_bomb(side: int = 60_000) -> bytes:
    """Return the same as JPEG."""
    small = picture("JPEG", (16, 16))
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + struct.pack(">HH", side, side) + small[at + 4 :]


def gif_bomb(side: int = 60_000) -> bytes:
    """Return the same as GIF."""
    small = picture("GIF", (16, 16))
    sides = struct.pack("<HH", side, side)
    at = small.index(b"\x2c", 6 + 7 + 3 * 2) if b"\x2c" in small else 0
    return small[:6] + sides + small[10:at] + small[at : at + 5] + sides + small[at + 9 :]


def webp_bomb(side: int = 60_000) -> bytes:
    """Return the same as WebP, whose size a canvas says."""
    pixels = picture("WEBP", (16, 16))[12:]
    sides = (side - 1).to_bytes(3, "little") * 2
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes([0x10, 0, 0, 0]) + sides + pixels
    return b"RIFF" + struct.pack("<I", len(body)) + body


def text_bomb() -> bytes:
    """Return a PNG whose text is megabytes once it is unpacked."""
    plain = picture(size=(16, 16))
    data = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + data))
    return plain[:33] + chunk + plain[33:]
