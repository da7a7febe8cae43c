"""Files that people save, and archives that are the same whenever they are written."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase


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


def written_whole(
    write: Callable[[IO[bytes]], object], content_type: str, *, in_memory: int
) -> HttpResponseBase:
    """Return the file that `write` writes, all of it before the first of it is sent.

    So it is whole, and a slow reader holds up neither the database nor much memory: one of more
    bytes than `in_memory` waits on the disk.
    """
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(max_size=in_memory))
        write(file)
        size = file.tell()
        file.seek(0)
        if size <= in_memory:
            return HttpResponse(file.read(), content_type=content_type)
        stack.pop_all()  # the response closes it
        return FileResponse(file, content_type=content_type)
