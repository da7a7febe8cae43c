"""One text as HTML: points become sections, boxes and code are set in, the rest is Markdown."""

import re
import secrets
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from forum.markup.boxes import find_boxes, written_as_boxes
from forum.markup.code.fences import find_fences
from forum.markup.code.highlighting import Highlighter
from forum.markup.code.inline import add_inline
from forum.markup.corrections import Corrections, Depth
from forum.markup.directions import runs_right_to_left, set_directions
from forum.markup.footnotes import Footnotes
from forum.markup.formulas import Formulas, add_formulas, joined
from forum.markup.headings import Headings
from forum.markup.images import NO_IMAGES, Images, add_images
from forum.markup.layout import layout
from forum.markup.limits import check_points
from forum.markup.links import add_links
from forum.markup.markers import UNSEEN

_CONTROLS = dict.fromkeys([*range(9), *range(14, 28), 127, 0xFFFE, 0xFFFF])
# White space that Markdown does not know, and browsers may not show, separates words, too.
_SPACES = dict.fromkeys([11, 12, *range(28, 32), 0x85, 0x2028, 0x2029], " ")
# Pasted text has signs that nobody sees before its first, and who writes from the right puts one
# before what begins a block: it is found, and they stand behind it.
_BEFORE_BLOCK = re.compile(
    rf"^((?:> ?)*+ {{0,3}})((?:{UNSEEN} {{0,3}}){{1,20}}+)((?:>|#{{1,6}}|[-*+]|\d{{1,9}}\.) )",
    re.MULTILINE,
)
_BLANK = re.compile(r"^ +$", re.MULTILINE)
_BEFORE_QUOTE = re.compile(r"(?:(\*\*|__)\S{1,20}\1|[^\s*_>]{1,20})[ \u00a0\u3000]+(?=>)")


class Document:
    """Renders one text; `html()` is not yet safe and has places for `code`.

    `points` are the labels of its lettered points and where each starts, in order; `images` those
    that it may show.
    """

    def __init__(
        self,
        source: str,
        key: str,
        highlighter: Highlighter,
        points: Sequence[tuple[str, int]],
        images: Images = NO_IMAGES,
    ) -> None:
        self.source = source
        self.key = key
        self.points = points
        self.code: dict[str, str] = {}
        self._token = secrets.token_hex(12)
        self._formulas = Formulas(self._token)
        self._highlighter = highlighter
        self._md = _markdown(key, images)
        # What stands in a quotation is read as a text of its own.
        self._md.parser.parseChunk = self._add_quoted

    def html(self) -> str:
        root = Element("div")
        check_points(self.source, [at for _, at in self.points])
        starts = [self.source.rfind("\n", 0, at) + 1 for _, at in self.points]
        starts.append(len(self.source))
        self._add(root, self.source[: starts[0]])
        for (label, at), (start, end) in zip(self.points, pairwise(starts), strict=True):
            section = SubElement(root, "section", {"class": "point", "id": f"{self.key}-{label}"})
            self._add(section, self._point(self.source[start:end], at - start))
        for processor in self._md.treeprocessors:
            root = processor.run(root) or root
        self._formulas.take_out(root)
        if runs_right_to_left(self.source):
            set_directions(root, self._token)
        html: str = self._md.serializer(root)
        for processor in self._md.postprocessors:
            html = processor.run(html)
        return html.removeprefix("<div>").removesuffix("</div>").strip()

    def with_code(self, html: str) -> str:
        """The same HTML with highlighted code and formulas where their tokens stand."""
        place = (
            rf"(?:<p>\s*|<pre[^<>]*><code>\s*|)({self._token}x\d+x)(?:\s*</p>|\s*</code></pre>)?"
        )
        html = re.sub(place, lambda match: self.code[match[1]], html)
        return self._formulas.put_back(html)

    def _add(self, parent: Element, text: str) -> None:
        lines = self._without_code(text.translate(_CONTROLS | _SPACES).split("\n"))
        shown = _BEFORE_BLOCK.sub(r"\1\3\2", "\n".join(lines).expandtabs(4))
        prose = joined(_BLANK.sub("", shown))
        self._add_lines(parent, written_as_boxes(prose).split("\n"))

    def _add_lines(self, parent: Element, lines: list[str]) -> None:
        done = 0
        for box in find_boxes(lines, set()):
            self._parse(parent, lines[done : box.start])
            details = SubElement(parent, "details")
            SubElement(details, "summary").text = box.title or "Details"
            self._add_lines(details, lines[box.start + 1 : box.end])
            done = box.end + 1
        self._parse(parent, lines[done:])

    def _parse(self, parent: Element, lines: list[str]) -> None:
        text = layout("\n".join(lines).strip("\n"))
        BlockParser.parseChunk(self._md.parser, parent, text)

    def _add_quoted(self, parent: Element, text: str) -> None:
        self._add_lines(parent, written_as_boxes(text).split("\n"))

    def _without_code(self, lines: list[str]) -> list[str]:
        """The lines with a token, as a paragraph of its own, in place of each fenced block."""
        kept: list[str] = []
        done = 0
        for fence in find_fences(lines):
            token = f"{self._token}x{len(self.code)}x"
            code = "\n".join(fence.code(lines))
            self.code[token] = self._highlighter.html(code, fence.language)
            quote = fence.prefix.rstrip()
            kept += [*lines[done : fence.start], quote, fence.prefix + token, quote]
            done = fence.end + 1
        return kept + lines[done:]

    @staticmethod
    def _point(text: str, marker: int) -> str:
        """The text of a point; a quote right after its marker begins on a line of its own."""
        match = _BEFORE_QUOTE.match(text, marker)
        if not match:
            return text
        before, quote = text[: match.end()].rstrip(" \u00a0\u3000"), text[match.end() :]
        if text[:marker].strip():
            first, ended, rest = quote.partition("\n")
            return f"{before}\n\n    {first}{ended}{rest}"
        return f"{before}\n\n{quote}"


def _markdown(key: str, images: Images) -> Markdown:
    extensions = [
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        Nl2BrExtension(),
        Footnotes(key),
    ]
    md = Markdown(extensions=extensions, output_format="html")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.deregister("entity")
    add_inline(md)
    add_formulas(md)
    add_links(md)
    add_images(md, images)
    md.treeprocessors.register(Depth(), "depth", 18)
    # After what was escaped is read, of which their names are made.
    md.treeprocessors.register(Corrections(), "finishing", -4)
    md.treeprocessors.register(Headings(md, key), "headings", -5)
    return md
