"""Inline code, looked for no further than a paragraph's worth."""

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

_LONGEST = 2100


class _Ticks(BacktickInlineProcessor):
    """Python-Markdown looks sign by sign to the end of the text, anew at each escaped backtick."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:
        end = start + _LONGEST
        while text[end : end + 1] == "`":  # no backtick stands apart from those beside it
            end += 1
        found: tuple[int, int | None] = super().find_code_spans(start, text[:end])
        return found


def add_ticks(md: Markdown) -> None:
    """Put our pattern in the place of the built-in one."""
    md.inlinePatterns.register(_Ticks(BACKTICK_RE), "backtick", 190)
