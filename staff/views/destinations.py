"""What a moderator pastes to say where something goes: an address of this site, or a number."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, gettext_lazy

from forum.models import Reply
from web.addresses import whole_number

FRAGMENT = re.compile(r"reply-(\d+)(?:-[a-z]\d*)?")
UNREADABLE = gettext_lazy("That is no address of an essay or a reply here, and no number.")


class Destination(NamedTuple):
    """An essay, and the reply on it that is meant, if one is."""

    post: int
    reply: int | None


def destination(request: HttpRequest, pasted: str) -> Destination:
    """Return what an address of this site, or the number of an essay, means.

    Raises ValidationError where it means neither an essay nor a reply.
    """
    pasted = pasted.strip()
    number = whole_number(pasted.lstrip("#"))
    if number is not None:
        return Destination(number, None)
    post, reply = _addressed(request, pasted)
    if reply is None and post is not None:
        return Destination(post, None)
    return of_reply(reply)


def of_reply(reply_id: int | None) -> Destination:
    """Return where a reply is; raises ValidationError where there is none."""
    post = Reply.objects.filter(pk=reply_id or 0).values_list("post", flat=True).first()
    if post is None:
        raise ValidationError(UNREADABLE)
    return Destination(post, reply_id)


def reply_number(request: HttpRequest, pasted: str) -> int:
    """Return the reply that an address of this site, or its own number, means.

    Raises ValidationError where it means none.
    """
    number = whole_number(pasted.strip().lstrip("#"))
    reply = number if number is not None else _addressed(request, pasted.strip())[1]
    if reply is None:
        raise ValidationError(gettext("That is no address of a reply here, and no number."))
    return reply


def _addressed(request: HttpRequest, pasted: str) -> tuple[int | None, int | None]:
    try:
        parts = urlsplit(pasted)
        match = resolve(parts.path)
    except (ValueError, Resolver404) as error:
        raise ValidationError(UNREADABLE) from error
    if parts.netloc not in ("", request.get_host()) or parts.scheme not in ("", "http", "https"):
        raise ValidationError(UNREADABLE)
    anchor = FRAGMENT.fullmatch(parts.fragment)
    reply = whole_number(anchor[1]) if anchor else match.kwargs.get("reply_id")
    return match.kwargs.get("post_id"), reply
