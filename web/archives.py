"""Archives that are the same whenever they are written."""

from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def entry(name: str, *, packed: bool) -> ZipInfo:
    """Return the entry of a file, without a time of its own; `packed` where that makes it less."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = 0o644 << 16
    return info


def add_text(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    """Write a text into an archive, piece by piece."""
    with archive.open(entry(name, packed=True), "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece.encode())
