"""Where the words of rendered HTML stand in it."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from forum.markup.tags import INSIDE, HtmlTag, tags
from web.writing import one_line

_CHUNK = re.compile(r"&[^;\s]+;|\s+|[^&\s]+")
# What stands apart from the words around it.
_BLOCKS = frozenset(
    "blockquote br dd details div figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary"
    " table tbody td th thead tr ul".split()
)
_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCKS)})\b{INSIDE}>")
_TAG = re.compile(rf"</?[a-zA-Z]{INSIDE}>")
# Only in HTML that has one of these words are left out, or stand in an attribute.
_UNLIKE = ("<math", "<sup", 'class="fault"', 'class="footnote-backref"')
# Nothing may be put behind words in these: it goes before the box, or behind the link or code.
_BOXES = frozenset({"details", "div", "pre", "table"})
_SPANS = frozenset({"a", "code", "del"})


class Run(NamedTuple):
    """Text between two tags: `html[start:end]` reads `length` characters of the words at `at`.

    `behind` is where in the HTML a link may stand that belongs to the words, or None for right
    behind them.
    """

    at: int
    length: int
    start: int
    end: int
    behind: int | None

    @property
    def end_at(self) -> int:
        return self.at + self.length


class Outline(NamedTuple):
    """The words of rendered HTML, each run of white space one space, and the runs they are of."""

    words: str
    runs: list[Run]


def outline(html: str) -> Outline:
    """Read HTML that `finish` has written."""
    walk = _Walk()
    done = 0
    for tag in tags(html):
        walk.text(html, done, tag.start)
        walk.tag(tag)
        done = tag.end
    walk.text(html, done, len(html))
    return Outline("".join(walk.parts), walk.runs)


def words_of(html: str) -> str:
    """Return the words of such HTML without their places: most in a tenth of the time."""
    if any(each in html for each in _UNLIKE):
        return outline(html).words
    return one_line(unescape(_TAG.sub("", _BLOCK.sub(" ", html))))


class Places:
    """Where in the HTML the words of one run stand; it is read when first asked."""

    def __init__(self, html: str, run: Run) -> None:
        self.html, self.run = html, run
        self.chunks: list[tuple[int, int, int, int]] = []

    def of(self, at: int) -> int:
        """The place in the HTML before the word character `at` of the plain text.

        For a space, and the end of the run, behind the word before.
        """
        if not self.chunks:
            self._read()
        start, length, begins, ends = self.chunks[bisect_right(self.chunks, (at, self.run.end)) - 1]
        if at >= start + length:
            return ends
        return begins if length != ends - begins else begins + at - start

    def _read(self) -> None:
        if self.html.startswith("<math", self.run.start):
            self.chunks.append((self.run.at, self.run.length, self.run.start, self.run.end))
            return
        at, gap = self.run.at, False
        for chunk in _CHUNK.finditer(self.html, self.run.start, self.run.end):
            text = unescape(chunk[0]) if chunk[0][0] == "&" else chunk[0]
            if text.isspace():
                gap = bool(self.chunks)
                continue
            at += gap
            gap = False
            self.chunks.append((at, len(text), *chunk.span()))
            at += len(text)


class _Walk:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.at = 0
        self.apart = False
        self.left_out = ""
        # The formula that is open: its words are its source.
        self.formula: HtmlTag | None = None
        # The outermost box or span that is open: its name, how deep in it we are, its start, and
        # which run was the first in it.
        self.outer: list[str] = []
        self.outer_start = self.outer_run = 0

    def tag(self, tag: HtmlTag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self.apart = True
        if tag.closes:
            if name == self.left_out:
                self.left_out = ""
                if name == "math" and self.formula:
                    words = one_line(self.formula.get("alttext"))
                    self._add(words, self.formula.start, tag.end, apart=self.apart)
            if self.outer and self.outer[-1] == name:
                self._close(start=self.outer_start, end=tag.end)
            return
        if name == "math":
            self.formula = tag
            self.left_out = name
        if name == "span" and tag.get("class") == "fault":
            self.left_out = name
        if (name == "sup" and tag.get("id")) or (
            name == "a" and tag.get("class") == "footnote-backref"
        ):
            self.left_out = name
        if name in _BOXES or name in _SPANS:
            if not self.outer:
                self.outer_start, self.outer_run = tag.start, len(self.runs)
            self.outer.append(name)

    def text(self, html: str, start: int, end: int) -> None:
        if self.left_out or start == end:
            return
        text = unescape(html[start:end])
        words = one_line(text)
        if not words:
            self.apart = True
            return
        self._add(words, start, end, apart=self.apart or text[0].isspace())
        self.apart = text[-1].isspace()

    def _add(self, words: str, start: int, end: int, *, apart: bool) -> None:
        if apart and self.at:
            self.parts.append(" ")
            self.at += 1
        self.parts.append(words)
        self.runs.append(Run(self.at, len(words), start, end, None))
        self.at += len(words)
        self.apart = False

    def _close(self, *, start: int, end: int) -> None:
        name = self.outer.pop()
        if not self.outer:
            behind = start if name in _BOXES else end
            for at in range(self.outer_run, len(self.runs)):
                self.runs[at] = self.runs[at]._replace(behind=behind)
