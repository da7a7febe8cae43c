"""Sentences with markup in them, and words in quotation marks, as each language has them."""

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext


def with_html(sentence: str, **pieces: Any) -> SafeString:
    """Return a sentence with each of its places, `%(name)s`, filled in.

    The sentence, and every piece that is no safe HTML, is escaped.
    """
    safe = {name: conditional_escape(piece) for name, piece in pieces.items()}
    return mark_safe(conditional_escape(sentence) % safe)  # noqa: S308 (all of it is escaped)


def in_quotes(words: str) -> str:
    """Return words in the quotation marks of the reader’s language."""
    return gettext("“%(words)s”") % {"words": words}
