"""Telling a browser that a form which it sent has been accepted: its own copy may go."""

import uuid

from django.contrib import messages
from django.http import HttpRequest


def tell_accepted(request: HttpRequest, words: str, level: int = messages.SUCCESS) -> None:
    """Say `words` on the next page, with the token of the form that was sent.

    Sent is not arrived: nothing else lets a browser forget what somebody typed.
    """
    token = token_of(request.POST.get("token", ""))
    messages.add_message(request, level, words, extra_tags=str(token) if token else "")


def token_of(written: str) -> uuid.UUID | None:
    """Return the token that is written so, None for anything else."""
    try:
        return uuid.UUID(written)
    except ValueError:
        return None
