"""HTML of a mail as Markdown; what readers of the mail did not see is not in it."""

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
# By which programs name what they add: the line above a quotation, a signature.
ADDED = (".gmail_attr, .moz-cite-prefix, .gmail_signature, .moz-signature, .moz-txt-sig, #Signature"
         ", .protonmail_signature_block, .protonmail_signature_block-user")  # fmt: skip
# All that follows is the message that is answered, unmarked.
ANSWERED = "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container"
# The same within.
WITHIN = ".yahoo_quoted, .protonmail_quote, #OLK_SRC_BODY_SECTION"


def markdown_of(html: str) -> str:
    """Return what `html` shows as Markdown, its block quotes as quotations; "" for what is no text.

    What is nested deeper than people nest is no text.
    """
    # Whole and plain: what is opened is closed, and comments are gone.
    html = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=NO_TEXT,
        attributes=SAID_OF_TAGS,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    if _depth(html) > DEEPEST:
        return ""
    soup = BeautifulSoup(html, "html.parser")
    _strip(soup)
    converter = MarkdownConverter(heading_style="atx", bullets="-")
    return re.sub(r"\n{3,}", "\n\n", converter.convert_soup(soup)).strip()


def _depth(html: str) -> int:
    depth = deepest = 0
    for found in _TAG.finditer(html):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _strip(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(style=_UNSEEN) + soup.find_all(hidden=True):
        tag.decompose()
    for tag in soup.select(f"{ADDED}, {WITHIN}"):
        tag.decompose()
    first = soup.select_one(ANSWERED)
    if first is not None:
        for text in list(first.find_all_next(string=True)):
            text.extract()
        for rule in first.find_all_next("hr"):
            rule.decompose()
    for points in soup.find_all("ol"):
        _letter(points)


def _letter(points: Tag) -> None:
    """Write the letters of a list with letters as its writer saw them."""
    style = str(points.get("style", ""))
    if points.get("type") == "a" or "lower-alpha" in style:
        for place, item in enumerate(points.find_all("li", recursive=False)):
            item.name = "p"
            item.insert(0, f"{chr(ord('a') + place % 26)}) ")
        points.name = "div"
