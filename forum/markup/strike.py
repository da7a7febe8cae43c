"""`~~struck~~` text, looked for no further than a paragraph's worth."""

import re

from markdown import Markdown
from pymdownx.tilde import TildeSmartDeleteProcessor
from pymdownx.util import PatSeqItem

_STRUCK = re.compile(r"(?<![\w~])(~~)(?![\s~])(.{1,2000}?)(?<![\s~])~~(?![\w~])", re.DOTALL)


class _Strike(TildeSmartDeleteProcessor):
    PATTERNS = [PatSeqItem(_STRUCK, "single", "del")]


def add_strike(md: Markdown) -> None:
    """Read two tildes as struck text; one tilde is a tilde."""
    md.ESCAPED_CHARS.append("~")
    md.inlinePatterns.register(_Strike("~"), "sub_del", 65)
