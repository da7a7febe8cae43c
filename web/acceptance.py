"""Telling a browser that a form which it sent has been accepted: its own copy may go."""

import uuid

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

# Before the number of a reply among a message’s tags.
AT_REPLY = "reply-"


def tell_accepted(
    request: HttpRequest, words: str, level: int = messages.SUCCESS, reply: int | None = None
) -> None:
    """Say `words` on the next page, with the token of the form that was sent, if it had one.

    With `reply` it is said at that reply, where the page is one of a thread that has it.
    Sent is not arrived: nothing else lets a browser forget what somebody typed.
    """
    tags = (token_of(request.POST.get("token", "")), f"{AT_REPLY}{reply}" if reply else None)
    messages.add_message(request, level, words, extra_tags=" ".join(map(str, filter(None, tags))))


def reply_of(message: Message) -> str:
    """Return the number of the reply at which a message is said, or nothing."""
    tags = (message.extra_tags or "").split()
    return next((t.removeprefix(AT_REPLY) for t in tags if t.startswith(AT_REPLY)), "")


def token_of(written: str) -> uuid.UUID | None:
    """Return the token that is written so, None for anything else."""
    try:
        return uuid.UUID(written)
    except ValueError:
        return None
