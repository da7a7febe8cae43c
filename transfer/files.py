"""Reading a discussion's file from the disk, with care."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from images.encoding import EncodedImage
from transfer.parse import discussion as rejoinder
from transfer.parse import kialo
from transfer.parse.archive import read_archive
from transfer.parse.kialo_lines import TITLE
from transfer.plan import DiscussionPlan
from transfer.values import wrong

BYTES = 20_000_000
# How every archive begins.
ARCHIVE = b"PK\x03\x04"


def plan_of(path: Path, *, kind: str | None, author: str | None) -> DiscussionPlan:
    """Return the plan of a file of at most 20 MB; without `kind` its ending or beginning tells.

    It may stand in an archive, with the images that it shows.

    `author` is to own what is imported from Kialo. Raises ValidationError with one line that
    names the place of the first thing wrong.
    """
    images: dict[str, EncodedImage] = {}
    data = _data(path)
    if data.startswith(ARCHIVE):
        data, images = read_archive(path, BYTES)
    text = _text(path, data)
    if images:
        return replace(rejoinder.parse(text), images=images)
    return FORMATS[kind or _kind(path, text)].parse(text, author)


def _data(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise wrong(str(path), "it is a folder.")
        if not path.is_file():
            raise wrong(str(path), "there is no such file.")
        with path.open("rb") as file:
            return file.read(BYTES + 1)
    except (OSError, ValueError) as error:
        raise wrong(str(path), f"it can’t be read ({error}).") from error


def _text(path: Path, data: bytes) -> str:
    if len(data) > BYTES:
        raise wrong(
            str(path),
            f"it has {path.stat().st_size:,} bytes; {BYTES:,} is the most. Split the discussion.",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")
        line, column = before[0].count(b"\n") + len(before[1]) + 1, len(before[2]) + 1
        raise wrong(f"line {line}, byte {column}", "this is not UTF-8.") from error


class ImportFormat(NamedTuple):
    """How a file `begins`, in words; whether one is such a file; and its plan, with who owns it."""

    begins: str
    is_of: Callable[[Path, str], bool]
    parse: Callable[[str, str | None], DiscussionPlan]


def _kind(path: Path, text: str) -> str:
    found = next((name for name, each in FORMATS.items() if each.is_of(path, text)), None)
    if found is None:
        expected = ", or ".join(each.begins for each in FORMATS.values())
        raise wrong("line 1, column 1", f"expected {expected}.")
    return found


def _is_json(path: Path, text: str) -> bool:
    return path.suffix.lower() == ".json" or text.lstrip()[:1] in ("{", "[")


def _json(text: str, _: str | None) -> DiscussionPlan:
    return rejoinder.parse(text)


def _is_kialo(_: Path, text: str) -> bool:
    return bool(TITLE.match(text.lstrip().partition("\n")[0].strip()))


def _kialo(text: str, author: str | None) -> DiscussionPlan:
    if not author:
        raise wrong("--author", "say who is to own the post; a Kialo export does not.")
    return kialo.parse(text, author)


# By their names; the first that a file is of reads it.
FORMATS = {
    "json": ImportFormat("“{” of a discussion in JSON", _is_json, _json),
    "kialo": ImportFormat("“Discussion Title: …” of a Kialo export", _is_kialo, _kialo),
}
