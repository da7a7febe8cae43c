"""The replies of a page, for its template."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from threads.articles import Article, articles_of, listed
from threads.composer import Composer
from threads.replycard import ReplyCard

register = template.Library()


@register.simple_tag
def replies(
    cards: list[ReplyCard], *, post: int, composer: Composer, csrf_token: Any
) -> SafeString:
    """Print the cards, in their order, beneath the essay `post`; the token is for their forms."""
    return printed_replies(articles_of(cards), post=post, composer=composer, csrf_token=csrf_token)


@register.simple_tag
def printed_replies(
    articles: list[Article], *, post: int, composer: Composer, csrf_token: Any
) -> SafeString:
    """Do the same for what was printed already but for what the viewer may do."""
    return listed(articles, post=post, composer=composer, csrf_token=csrf_token)
