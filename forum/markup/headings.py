"""Headings: levels without jumps, ids of their own, links to them, and what a text contains."""

import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

import regex
from django.utils.translation import gettext_noop
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from forum.markup.outline import outline
from forum.markup.tags import tags

_LEVEL = re.compile(r"h[1-6]")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_NOT_IN_SLUGS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_LONGEST_SLUG = 60
_DEEPEST = 6
# Kept in English, as all that a text says beside what was written; `translations` has the rest.
LINK = gettext_noop("Link to this section")
# Titles of essays, and names on the pages of topics and people, are h1; who replies is an h3,
# “Preview” an h2.
_TOPS = {"post": 2, "topic": 2, "person": 2, "reply": 4}


class ContentsLine(NamedTuple):
    """A heading of rendered HTML: its level there (2 for h2), its id and its words."""

    level: int
    id: str
    words: str


class Headings(Treeprocessor):
    """Gives the highest heading of a text the level `top`, and none more than one level of descent.

    An id is `<key>--<slug>`, the slug a second time with “-2” behind it. A link `#slug` leads to
    the first heading of that slug in the same text, or else of the same letters: “v1.2” is “v12” to
    some. To others it stays as it is.
    """

    def __init__(self, md: Markdown, key: str) -> None:
        super().__init__(md)
        self.key = key
        self.top = _TOPS.get(key.partition("-")[0], 3)

    def run(self, root: Element) -> None:
        above: list[int] = []
        ids: dict[str, str] = {}
        times: Counter[str] = Counter()
        headings = [each for each in root.iter() if _LEVEL.fullmatch(each.tag)]
        for heading in headings:
            level = int(heading.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            heading.tag = f"h{min(self.top + len(above) - 1, _DEEPEST)}"
            slug = slug_of("".join(heading.itertext()))
            name = slug
            while name in ids:
                times[slug] += 1
                name = f"{slug}-{times[slug] + 1}"
            ids[name] = f"{self.key}--{name}"
            heading.set("id", ids[name])
        alike = {name.replace("-", ""): found for name, found in reversed(ids.items())}
        for link in root.iter("a"):
            href = link.get("href", "")
            slug = slug_of(unquote(href[1:]))
            if href.startswith("#") and (
                found := ids.get(slug) or alike.get(slug.replace("-", ""))
            ):
                link.set("href", f"#{found}")
        for heading, name in zip(headings, ids.values(), strict=True):
            to_it = {"href": f"#{name}", "class": "heading-link", "aria-label": LINK}
            SubElement(heading, "a", to_it)


def slug_of(words: str) -> str:
    """Return words as the end of an address: letters, marks and digits of any script, hyphens."""
    words = words.translate(_APOSTROPHES).lower()
    return _NOT_IN_SLUGS.sub("-", words).strip("-")[:_LONGEST_SLUG].strip("-") or "section"


def headings_of(html: str) -> list[ContentsLine]:
    """Return the headings that `render` gave ids, in order, but those in quotations and boxes."""
    found: list[ContentsLine] = []
    inside, opened = 0, None
    for tag in tags(html):
        if tag.name in ("blockquote", "details", "li"):
            inside += -1 if tag.closes else 1
        elif _LEVEL.fullmatch(tag.name):
            if not tag.closes:
                opened = None if inside else tag
            elif opened and (name := opened.get("id")):
                words = outline(html[opened.end : tag.start]).words
                found.append(ContentsLine(int(tag.name[1]), name, words))
    return found


def from_level(html: str, top: int) -> str:
    """Return rendered HTML with its highest heading at the level `top`; the others move with it."""
    levels = [int(tag.name[1]) for tag in tags(html) if _LEVEL.fullmatch(tag.name)]
    if not levels or (by := top - min(levels)) == 0:
        return html
    return re.sub(
        r"<(/?)h([2-6])(?=[\s>])",
        lambda tag: f"<{tag[1]}h{min(int(tag[2]) + by, _DEEPEST)}",
        html,
    )
