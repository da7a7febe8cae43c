"""Sentences with markup in them, whatever a language makes of their order."""

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def with_html(sentence: str, **pieces: Any) -> SafeString:
    """Return a sentence with each of its places, `%(name)s`, filled in.

    The sentence, and every piece that is no safe HTML, is escaped.
    """
    safe = {name: conditional_escape(piece) for name, piece in pieces.items()}
    return mark_safe(conditional_escape(sentence) % safe)  # noqa: S308 (all of it is escaped)
