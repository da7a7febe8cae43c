"""Links: found in bounded time, to allowed places only; images of other sites become links."""

import re
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    AutolinkInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from forum.markup.addresses import BARE, address_end

_LONGEST = 2100
_DEEPEST = 20
_BRACKETS = re.compile(r"[\[\]]")
_BARE_MAIL = (
    r"(?i)((?<![-./+@a-z\d_])[-+a-z\d_][-+.a-z\d_]{0,63}(?<!\.)"
    r"@(?:[a-z\d_-]{1,63}\.){1,8}[a-z]{2,63}(?![-@a-z\d_]))"
)
_ESCAPED = r"(?<!\\)(?:\\\\){0,20}\\\[(?=[^\s\[\]\\]{1,7}\\?\])"
_ALLOWED = re.compile(r"(?:https?://|mailto:|/(?![/\\])|#)", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\ufeff]")
# What Python-Markdown puts in the place of what it found, with its start and its end.
Match: TypeAlias = tuple[Element | str | None, int | None, int | None]


def is_allowed(address: str) -> bool:
    """Whether a link may go there: http, https, mailto, `/…` on this site or `#…`."""
    return bool(_ALLOWED.match(_IGNORED_BY_BROWSERS.sub("", address)))


class _Bounded(LinkInlineProcessor):
    """Brackets and destinations are looked for no further than the longest that are allowed."""

    ANCESTOR_EXCLUDES: tuple[str, ...] = ("a",)

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        depth = 1
        for bracket in _BRACKETS.finditer(data, index, index + _LONGEST):
            depth += 1 if bracket.group() == "[" else -1
            if depth == 0:
                return data[index : bracket.start()], bracket.end(), True
            if depth > _DEEPEST:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        part = data[index : index + _LONGEST]
        href, title, end, handled = super().getLink(part, 0)
        # Python-Markdown may answer with an end before the start, for quotes left open.
        return href, title, index + end, handled and end > 1


class _Reference(_Bounded, ReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, ShortReferenceInlineProcessor):
    pass


class ImageLink(_Bounded):
    """An image is a link with its description: showing it would ask a foreign host."""

    ANCESTOR_EXCLUDES = ()

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        element, start, end = super().handleMatch(m, data)
        if element is None:
            return None, start, end
        words = self.unescape(element.text or "").strip() or "image"
        if "a" in self.md.treeprocessors["inline"].ancestors:
            return words, start, end
        element.text = AtomicString(words)
        return element, start, end


class _ImageReference(ImageLink, _Reference):
    pass


class _ShortImageReference(ImageLink, _ShortReference):
    pass


class _Autolink(AutolinkInlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)


class _Escaped(InlineProcessor):
    """What is written `\\[b]` stays so: nothing makes a link of it later, as of “[b]”."""

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        element = Element("span", {"class": "lit"})
        element.text = AtomicString("[")
        return element, m.end() - len("\\["), m.end()


class _Definition(ReferenceProcessor):
    """Only an address is one: `[b]: no` is text, which would not be seen."""

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        found = self.RE.search(blocks[0]) if "]:" in blocks[0] else None
        if found and not is_allowed(found[2].strip("<>")):
            return False
        done: bool | None = super().run(parent, blocks)
        return done


class _Mail(InlineProcessor):
    """A mail address, bare or in angle brackets, as a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        address = self.unescape(m[1]).removeprefix("mailto:")
        element = Element("a", {"href": f"mailto:{address}"})
        element.text = AtomicString(address)
        return element, m.start(), m.end()


class _BareLink(InlineProcessor):
    """A bare address, as far as it goes."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        link = m[0][: address_end(m[0])]
        if not link:
            return None, None, None
        element = Element("a", {"href": link if "://" in link[:8] else f"http://{link}"})
        element.text = AtomicString(link)
        return element, m.start(), m.start() + len(link)


def add_links(md: Markdown) -> None:
    """Put our link patterns in the place of the built-in ones."""
    for pattern, name, priority in (
        (_Escaped(_ESCAPED, md), "escaped_bracket", 185),
        (_Reference(REFERENCE_RE, md), "reference", 170),
        (_Bounded(LINK_RE, md), "link", 160),
        (_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140),
        (_ShortReference(REFERENCE_RE, md), "short_reference", 130),
        (_ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125),
        (_Autolink(AUTOLINK_RE, md), "autolink", 120),
        (_Mail(AUTOMAIL_RE, md), "automail", 110),
        (_BareLink(BARE, md), "magic-link", 85),
        (_Mail(_BARE_MAIL, md), "magic-mail", 84.9),
    ):
        md.inlinePatterns.register(pattern, name, priority)
    md.parser.blockprocessors.register(_Definition(md.parser), "reference", 15)
