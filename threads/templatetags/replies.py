"""The replies of a page, for its template."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from threads.articles import listed, printed_of
from threads.composer import Composer
from threads.news.arrivals import NewReplies
from threads.replycard import ReplyCard

register = template.Library()


@register.simple_tag
def replies(
    cards: list[ReplyCard], *, post: int, composer: Composer, csrf_token: Any, news: NewReplies
) -> SafeString:
    """Print the cards, in their order, beneath the essay `post`; the token is for their forms."""
    new = news.among(printed_of(cards))
    return listed(cards, post=post, composer=composer, csrf_token=csrf_token, new=new)
