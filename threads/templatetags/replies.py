"""The replies of a page, for its template."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from threads.composer import Composer
from threads.marks import Muted
from threads.news.arrivals import NewReplies
from threads.replies.articles import listed, printed_of
from threads.replies.replycard import ReplyCard

register = template.Library()


@register.simple_tag
def replies(
    cards: list[ReplyCard],
    *,
    post: int,
    composer: Composer,
    csrf_token: Any,
    news: NewReplies,
    told: Mapping[str, str],
    muted: Muted,
    asked: int,
) -> SafeString:
    """Print the cards, in their order, beneath the essay `post`; the token is for their forms.

    `told` is what is told the reader at a reply, as HTML, by its number; `muted` is folded, but for
    the reply `asked`.
    """
    new = news.among(printed_of(cards)).saying(told)
    around = {"post": post, "composer": composer, "csrf_token": csrf_token}
    return listed(cards, **around, new=new, muted=muted, asked=asked)
