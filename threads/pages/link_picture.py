"""The picture of an essay for who links to it."""

from django.http import Http404

from critiques.pages.letters import Waiting
from critiques.pictures.link import LinkFacts, draw_link, readable
from critiques.record.cards import cards_for
from critiques.record.mark import mark_of
from critiques.record.sentences import headline
from forum.models import Post, State
from web.page_cache import page_cache


def link_picture(post: Post) -> bytes:
    """Return it for a post that `readable_post` returned, as PNG, with what visitors may read.

    It is kept as long as the essay and its critique are as they are. No query where it is kept,
    else those of `cards_for`. Raises Http404 where the essay is not public.
    """
    if post.state != State.VISIBLE:
        raise Http404("Its essay is not public.")
    key = f"picture:{mark_of(post)}"
    kept = page_cache.get_bytes(key)
    if kept is not None:
        return kept
    cards = cards_for([post.pk], None).values()
    author = readable(post.author.shown_name) or post.author.username
    bar = tuple((part.status, part.count) for part in Waiting.of(cards).bar)
    drawn = draw_link(LinkFacts(post.title, author, headline(cards), bar))
    page_cache.put_bytes(key, drawn)
    return drawn
