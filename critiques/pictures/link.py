"""The picture that a link to an essay has elsewhere, as PNG: facts in, a drawing out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont, Layout, truetype

from critiques.words import Status

# As the sites that show links want it.
WIDTH, HEIGHT = 1200, 630
EDGE, TOP, FOOT = 80, 140, 420
# A title is as large as it fits in so many lines.
SIZES = ((72, 3), (54, 4), (44, 5))
LEADING = 1.25
BAR_TOP, BAR_HEIGHT, GAP = 544, 28, 4
FONT = Path(__file__).parent / "fonts" / "DejaVuSerif.ttf"
# No font has a sign for it: what is drawn instead stands for all that a font has none for.
NOWHERE = "\U0010fffd"
# The colours of `[data-status]`; of all else it is the quiet one.
COLOURS = {
    Status.OPEN: "st-open",
    Status.ANSWERED: "st-answered",
    Status.CONTESTED: "st-contested",
    Status.SETTLED: "st-resolved",
    Status.CONCEDED: "st-resolved",
}
UNRESOLVED = (Status.OPEN, Status.ANSWERED, Status.CONTESTED)


class LinkFacts(NamedTuple):
    """What the picture says; `bar` is how many objections have which status, in its order."""

    title: str
    author: str
    said: str
    bar: tuple[tuple[str, int], ...]


def draw_link(facts: LinkFacts) -> bytes:
    """Return the picture. It takes some hundredths of a second, whatever is in it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _colour("paper"))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((EDGE, 62, EDGE + 44, 106), 7, _colour("ink"))
    draw.text((EDGE + 22, 96), "R", _colour("paper"), _font(34), anchor="ms")
    draw.text((EDGE + 62, 96), "Rejoinder", _colour("soft"), _font(34), anchor="ls")
    size, lines = fitted(readable(facts.title) or gettext("An essay"))
    for n, line in enumerate(lines):
        draw.text((EDGE, TOP + n * size * LEADING), line, _colour("ink"), _font(size))
    by = _cut(gettext("by %(name)s") % {"name": facts.author}, 34)
    draw.text((EDGE, FOOT + 38), by, _colour("soft"), _font(34), anchor="ls")
    draw.text((EDGE, BAR_TOP - 36), facts.said, _colour("ink"), _font(28), anchor="ls")
    _draw_bar(draw, facts.bar)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def readable(text: str) -> str:
    """Return a text without the signs that the font has none for; nothing if letters are lost.

    Half of a sentence would say something else. Signs that join with others are placed badly
    without the rules of their script: for these a text is as lost.
    """
    kept = []
    for sign in unicodedata.normalize("NFC", " ".join(text.split())):
        kind = unicodedata.category(sign)
        is_drawn = not kind.startswith(("C", "M")) and _is_in_font(sign)
        if is_drawn:
            kept.append(sign)
        elif kind.startswith(("L", "N")) or (kind.startswith("M") and sign != "\ufe0f"):
            return ""
    return " ".join("".join(kept).split())


def _draw_bar(draw: ImageDraw.ImageDraw, bar: Iterable[tuple[str, int]]) -> None:
    """Draw how many stand where: what is unresolved is a bar, what is resolved a line."""
    parts = list(bar)
    total = sum(count for _, count in parts)
    if not total:
        draw.rectangle((EDGE, BAR_TOP + 12, WIDTH - EDGE, BAR_TOP + 14), fill=_colour("rule"))
    step, done = (WIDTH - 2 * EDGE) / max(total, 1), 0
    for status, count in parts:
        left, right = EDGE + done * step, EDGE + (done + count) * step - GAP
        inset = 0 if status in UNRESOLVED else BAR_HEIGHT * 0.3
        top, foot = BAR_TOP + inset, BAR_TOP + BAR_HEIGHT - inset
        colour = _colour(COLOURS.get(Status(status), "st-quiet"))
        draw.rectangle((left, top, max(left + 1, right), foot), fill=colour)
        done += count


def fitted(title: str) -> tuple[int, list[str]]:
    """Return the size of a title, and its lines: what does not fit into the last is cut."""
    for size, most in SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size)]


def _wrapped(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _fits(longer, size) or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
        # A word that is longer than a line goes on in the next.
        while not _fits(lines[-1], size):
            end = next(n for n in range(len(lines[-1]), 0, -1) if _fits(lines[-1][:n], size))
            lines[-1:] = [lines[-1][:end], lines[-1][end:]]
    return lines


def _cut(text: str, size: int) -> str:
    if _fits(text, size):
        return text
    end = next(n for n in range(len(text), 0, -1) if _fits(f"{text[:n]}…", size))
    return f"{text[:end].rstrip()}…"


def _fits(text: str, size: int) -> bool:
    return _font(size).getlength(text) <= WIDTH - 2 * EDGE


@cache
def _font(size: int) -> FreeTypeFont:
    return truetype(FONT, size, layout_engine=Layout.BASIC)


@lru_cache(4096)
def _is_in_font(sign: str) -> bool:
    drawn, none = (_font(34).getmask(each) for each in (sign, NOWHERE))
    return (drawn.size, bytes(drawn)) != (none.size, bytes(none))


@cache
def _colour(name: str) -> str:
    """Return a colour as pages have it by day."""
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    found = re.search(rf"--{name}: light-dark\((#\w+),", tokens)
    if found is None:
        raise LookupError(name)
    return found[1]
