"""Texts whose links and pictures are found wherever they are read."""

import re

from forum.markup.tags import tags

# Attribute after attribute: what looks like one within the value of another is none.
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_CANDIDATE = re.compile(r"(^|, )(?=/)")


def absolute(html: str, origin: str, here: str) -> str:
    """Return rendered HTML with whole addresses, of a text that stands `here` on the site.

    `origin` is what they begin with: “https://forum.example.org”.
    """

    def whole(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name in ("href", "src") and value.startswith("/") and not value.startswith("//"):
            value = f"{origin}{value}"
        elif name == "href" and value.startswith("#"):
            value = f"{origin}{here}{value}"
        elif name == "srcset":
            value = _CANDIDATE.sub(rf"\1{origin}", value)
        return f'{name}="{value}"'

    pieces, done = [], 0
    for tag in tags(html):
        if tag.name in ("a", "img", "source") and not tag.closes:
            written = _ATTRIBUTE.sub(whole, html[tag.start : tag.end])
            pieces += [html[done : tag.start], written]
            done = tag.end
    return "".join([*pieces, html[done:]])
