"""The replies of a page, for its template."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from threads.articles import listed
from threads.composer import Composer
from threads.replycard import ReplyCard

register = template.Library()


@register.simple_tag
def replies(
    cards: list[ReplyCard], *, post: int, composer: Composer, csrf_token: Any
) -> SafeString:
    """Print the cards, in their order, beneath the essay `post`; the token is for their forms."""
    return listed(cards, post=post, composer=composer, csrf_token=csrf_token)
