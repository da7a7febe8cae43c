"""Which point of an edited reply a tag belongs to: the text decides, not the letter before it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from string import ascii_letters

from critiques.models import Tag
from forum.lettered import Point

LETTER = re.compile(r"[A-Za-z]")


def follow_points(tags: Iterable[Tag], points: Sequence[Point]) -> None:
    """Set `point` and `text_changed` of the tags of one reply to fit its points as they are now.

    A tag goes where its text went. One whose text was reworded stays at its letter, marked as
    changed, unless another tag's text has come to stand there, or the letter is gone: then it
    belongs to the reply as a whole. Nothing is saved.
    """
    now = {point.label: hash_of(point.text) for point in points}
    moved = {digest: point.label for point in points for digest in _under_any_letter(point)}
    lost = []
    for tag in tags:
        kept = now.get(tag.point) == tag.point_hash
        label = tag.point if kept else moved.get(tag.point_hash)
        tag.text_changed = label is None
        if label is None:
            lost.append(tag)
        else:
            tag.point = label
    taken = {tag.point for tag in tags if not tag.text_changed}
    for tag in lost:
        if tag.point in taken or tag.point not in now:
            tag.point = ""


def hash_of(text: str) -> str:
    """Return the fingerprint by which a point's text is known again (SHA-256, hexadecimal)."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def _under_any_letter(point: Point) -> list[str]:
    return [hash_of(LETTER.sub(letter, point.text, count=1)) for letter in ascii_letters]
