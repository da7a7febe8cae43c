"""HTML that others wrote as Markdown; what its readers did not see is not in it."""

import re

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

# Deeper nesting is made by nobody who writes.
DEEPEST = 200
_TAG = re.compile(r"<(/?)(?!br|hr)[a-z]")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?![.\d])|(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
TAGS = set(
    "a b blockquote br center code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i li ol p pre s"
    " section span strong sub sup table tbody td th thead tr tt u ul".split()
)
NO_TEXT = set("head iframe math noscript object script style svg template textarea title".split())
SAID_OF_TAGS = {"*": {"class", "hidden", "id", "style"}, "a": {"href"}, "ol": {"start", "type"}}


def shown_elements(html: str) -> BeautifulSoup:
    """Return the elements of `html` that show something, closed and plain, without comments.

    What is nested deeper than people nest is no text: then there are none.
    """
    html = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=NO_TEXT,
        attributes=SAID_OF_TAGS,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    soup = BeautifulSoup("" if _depth(html) > DEEPEST else html, "html.parser")
    for tag in soup.find_all(style=_UNSEEN) + soup.find_all(hidden=True):
        tag.decompose()
    return soup


def markdown_of(shown: BeautifulSoup) -> str:
    """Return what `shown_elements` returned as Markdown, its block quotes as quotations."""
    for points in shown.find_all("ol"):
        _letter(points)
    converter = MarkdownConverter(heading_style="atx", bullets="-")
    return re.sub(r"\n{3,}", "\n\n", converter.convert_soup(shown)).strip()


def _depth(html: str) -> int:
    depth = deepest = 0
    for found in _TAG.finditer(html):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _letter(points: Tag) -> None:
    """Write the letters of a list with letters as its writer saw them."""
    style = str(points.get("style", ""))
    if points.get("type") == "a" or "lower-alpha" in style:
        for place, item in enumerate(points.find_all("li", recursive=False)):
            item.name = "p"
            item.insert(0, f"{chr(ord('a') + place % 26)}) ")
        points.name = "div"
