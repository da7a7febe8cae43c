"""HTML of a mail as Markdown, without what programs add to what people write."""

from bs4 import BeautifulSoup

from web.markdown import markdown_of, shown_elements

# By which programs name what they add: the line above a quotation, a signature.
ADDED = ", ".join(
    ".gmail_attr .gmail_signature .moz-cite-prefix .moz-signature .moz-txt-sig #Signature"
    " .protonmail_signature_block .protonmail_signature_block-user".split()
)
# All that follows is the message that is answered, unmarked.
ANSWERED = "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container"
# The same within.
WITHIN = ".yahoo_quoted, .protonmail_quote, #OLK_SRC_BODY_SECTION"


def written_in(html: str) -> str:
    """Return what somebody wrote in `html` as Markdown; "" for what is no text."""
    shown = shown_elements(html)
    _strip(shown)
    return markdown_of(shown)


def _strip(shown: BeautifulSoup) -> None:
    for tag in shown.select(f"{ADDED}, {WITHIN}"):
        tag.decompose()
    first = shown.select_one(ANSWERED)
    if first is not None:
        for text in list(first.find_all_next(string=True)):
            text.extract()
        for rule in first.find_all_next("hr"):
            rule.decompose()
