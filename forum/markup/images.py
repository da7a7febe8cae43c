"""Images of our own, `![what it shows](image:… "caption")`, as figures whose size is known.

Any other image stays a link, or words: showing it would ask a foreign host.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import IMAGE_LINK_RE
from markdown.treeprocessors import Treeprocessor

from forum.markup.links import ImageLink, Match
from images.facts import DIGEST, SUFFIXES, ImageFacts

# By their digests.
Images: TypeAlias = Mapping[str, ImageFacts]
NO_IMAGES: Images = MappingProxyType({})
# As wide as the column of a text is, or the screen.
SIZES = "(min-width: 40rem) 36rem, 95vw"
REFERENCE = re.compile(rf"image:({DIGEST})")
_ADDRESS = rf"/images/{DIGEST}/[0-9]{{1,4}}\.(?:{'|'.join(SUFFIXES)})"
# What the attributes of images may be: whatever is shown comes from here.
OF_IMAGES = {
    "src": re.compile(_ADDRESS),
    "srcset": re.compile(rf"{_ADDRESS} [0-9]{{1,4}}w(?:, {_ADDRESS} [0-9]{{1,4}}w){{0,5}}"),
    "sizes": re.compile(re.escape(SIZES)),
    "type": re.compile("image/webp"),
    "width": re.compile("[0-9]{1,5}"),
    "height": re.compile("[0-9]{1,5}"),
    "loading": re.compile("lazy"),
    "decoding": re.compile("async"),
}


class _OwnImage(ImageLink):
    """An image that the text may show; in a link, its words."""

    def __init__(self, md: Markdown, images: Images) -> None:
        super().__init__(IMAGE_LINK_RE, md)
        self._images = images

    def handleMatch(self, m: re.Match[str], data: str) -> Match:
        found, start, end = super().handleMatch(m, data)
        if not isinstance(found, Element):
            return found, start, end
        reference = REFERENCE.fullmatch(found.get("href", ""))
        image = self._images.get(reference[1]) if reference else None
        if image is None:
            return found, start, end
        alt, _, _ = self.getText(data, m.end(0))
        words = " ".join(self.unescape(alt).split())
        return _picture(image, words, found.get("title", "")), start, end


def _picture(image: ImageFacts, alt: str, caption: str) -> Element:
    picture = Element("picture")
    webp = {"type": "image/webp", "srcset": image.addresses("webp"), "sizes": SIZES}
    SubElement(picture, "source", webp)
    attributes = {
        "src": image.address(image.width, image.fallback),
        "srcset": image.addresses(image.fallback),
        "sizes": SIZES,
        "width": str(image.width),
        "height": str(image.height),
        "alt": alt,
        "loading": "lazy",
        "decoding": "async",
    }
    SubElement(picture, "img", attributes | ({"title": caption} if caption else {}))
    return picture


class _Figures(Treeprocessor):
    """An image that stands in a paragraph becomes a figure, between what is before and behind."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for paragraph in [each for each in parent if each.tag == "p"]:
                if any(child.tag == "picture" for child in paragraph):
                    at = list(parent).index(paragraph)
                    parts = _parts(paragraph)
                    parts[-1].tail = paragraph.tail
                    parent[at : at + 1] = parts


def _parts(paragraph: Element) -> list[Element]:
    parts: list[Element] = []
    words = Element("p", paragraph.attrib)
    words.text = paragraph.text
    for child in paragraph:
        if child.tag != "picture":
            words.append(child)
            continue
        parts += [words, _figure(child)]
        words = Element("p")
        words.text, child.tail = child.tail, None
    return [each for each in [*parts, words] if each.tag == "figure" or _is_left(each)]


def _figure(picture: Element) -> Element:
    figure = Element("figure")
    figure.append(picture)
    image = picture[-1]
    if caption := image.attrib.pop("title", ""):
        SubElement(figure, "figcaption").text = caption
    return figure


def _is_left(words: Element) -> bool:
    """Whether a paragraph has any words; breaks at its edges go."""
    while len(words) and words[0].tag == "br" and not (words.text or "").strip():
        words.text = words[0].tail
        words.remove(words[0])
    while len(words) and words[-1].tag == "br" and not (words[-1].tail or "").strip():
        words.remove(words[-1])
    return len(words) > 0 or bool((words.text or "").strip())


def add_images(md: Markdown, images: Images) -> None:
    """Let a text show these images, and no other."""
    md.inlinePatterns.register(_OwnImage(md, images), "image_link", 150)
    md.treeprocessors.register(_Figures(), "figures", 12)


def at_once(html: str) -> str:
    """Return a text that begins with a picture with that picture asked for at once.

    For what a page begins with: it is seen first, and a lazy one waits for the styles.
    """
    if not html.startswith("<figure>"):
        return html
    return html.replace('loading="lazy"', 'fetchpriority="high"', 1)
