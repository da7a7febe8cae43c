"""The tags of HTML that was made safe, however its attributes are written."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

# Possessive: what was read of a tag is never tried again, so that half a tag costs no more.
INSIDE = r"""(?:"[^"]*"|'[^']*'|[^"'<>])*+"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*)({INSIDE})>")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"']++)))?+""")


class HtmlTag(NamedTuple):
    """`html[start:end]`: the tag that begins the element `name`, or with `closes` the end of it."""

    name: str
    closes: bool
    written: str
    start: int
    end: int

    def get(self, attribute: str) -> str:
        """Return the value of an attribute, empty where it is not there."""
        for name, *values in _ATTRIBUTE.findall(self.written):
            if name.lower() == attribute:
                return unescape("".join(values))
        return ""


class Section(NamedTuple):
    """A lettered point in rendered HTML: its id, and where what is in it begins and ends."""

    id: str
    start: int
    end: int

    @property
    def label(self) -> str:
        return self.id.rpartition("-")[2]


def tags(html: str, only: str = "") -> Iterator[HtmlTag]:
    """Yield the tags of HTML in which no text holds a bare “<”: all, or `only` those of a name."""
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if not only or name == only:
            yield HtmlTag(name, bool(found[1]), found[3], *found.span())


def point_sections(html: str) -> Sequence[Section]:
    """Return the sections that `render` made of points, in order."""
    return _sections(html) if "<section" in html else ()


# A page has as many replies at most, and most of them stay as they are from one to the next.
@lru_cache(512)
def _sections(html: str) -> Sequence[Section]:
    found: list[Section] = []
    opened: list[tuple[str, int]] = []
    for tag in tags(html, only="section"):
        if not tag.closes:
            is_point = "point" in tag.get("class").split()
            opened.append((tag.get("id") if is_point else "", tag.end))
        elif opened:
            point, start = opened.pop()
            found += [Section(point, start, tag.start)] if point else []
    return tuple(found)
