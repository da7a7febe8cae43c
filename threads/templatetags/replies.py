"""The replies of a page, for its template."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from threads.articles import articles
from threads.composer import Composer
from threads.replycard import ReplyCard

register = template.Library()


@register.simple_tag(takes_context=True)
def replies(context: Any, cards: list[ReplyCard], *, post: int, composer: Composer) -> SafeString:
    """Print the cards, in their order, beneath the essay `post`."""
    return articles(cards, post=post, composer=composer, csrf_token=context.get("csrf_token", ""))
