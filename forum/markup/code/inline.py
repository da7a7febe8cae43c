"""Inline code and struck text, looked for no further than a paragraph's worth."""

import re

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor
from pymdownx.tilde import TildeSmartDeleteProcessor
from pymdownx.util import PatSeqItem

_LONGEST = 2100
# Letters of scripts in which nothing is written to a word: Latin, Greek, Cyrillic, Armenian,
# Georgian. Others set no spaces, or write small words to the next: one of theirs within the tildes
# is enough. A new price stands right behind the old one.
_OTHERS = r"\u0590-\u109f\u1100-\u1c7f\u2e80-\U0010ffff"
_STRUCK = re.compile(
    rf"(?<!~)(?:(?<![^\W{_OTHERS}])|(?=~~[{_OTHERS}]))(~~)(?![\s~])(.{{1,2000}}?)(?<![\s~])~~"
    rf"(?:(?!~|[^\W\d_{_OTHERS}])|(?<=[{_OTHERS}]~~)(?!~))",
    re.DOTALL,
)


class _Ticks(BacktickInlineProcessor):
    """Python-Markdown looks sign by sign to the end of the text, anew at each escaped backtick."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:
        end = start + _LONGEST
        while text[end : end + 1] == "`":  # no backtick stands apart from those beside it
            end += 1
        found: tuple[int, int | None] = super().find_code_spans(start, text[:end])
        return found


class _Strike(TildeSmartDeleteProcessor):
    PATTERNS = [PatSeqItem(_STRUCK, "single", "del")]


def add_inline(md: Markdown) -> None:
    """Put our pattern of code in the place of the built-in one, and read two tildes as struck text.

    One tilde is a tilde.
    """
    md.inlinePatterns.register(_Ticks(BACKTICK_RE), "backtick", 190)
    md.ESCAPED_CHARS.append("~")
    md.inlinePatterns.register(_Strike("~"), "sub_del", 65)
