"""Feeds, the same for everybody: made once, and nothing again for who has them as they are."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from critiques.record.mark import mark_of
from feeds.channels import critique_feed, person_feed, site_feed, thread_feed, topic_feed
from feeds.newest import marked_post, newest_of, newest_posts
from web.atom import AtomDocument, atom_of, atom_response
from web.languages import in_one_language
from web.origin import origin_of
from web.page_cache import page_cache


@require_safe
@in_one_language
def posts(request: HttpRequest) -> HttpResponse:
    """The latest essays."""
    newest = newest_posts()
    return _kept(request, newest.mark, lambda origin: site_feed(newest, origin))


@require_safe
@in_one_language
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The latest essays of a topic."""
    newest = newest_posts(topic)
    return _kept(request, newest.mark, lambda origin: topic_feed(newest, topic, origin))


@require_safe
@in_one_language
def person(request: HttpRequest, username: str) -> HttpResponse:
    """What somebody wrote last."""
    newest = newest_of(username)
    return _kept(request, newest.mark, lambda origin: person_feed(newest, username, origin))


@require_safe
@in_one_language
def thread(request: HttpRequest, post_id: int) -> HttpResponse:
    """An essay, and the latest replies."""
    mark = mark_of(marked_post(post_id))
    return _kept(request, mark, lambda origin: thread_feed(post_id, origin))


@require_safe
@in_one_language
def critique(request: HttpRequest, post_id: int) -> HttpResponse:
    """The latest objections to an essay, and what became of others."""
    mark = mark_of(marked_post(post_id))
    return _kept(request, mark, lambda origin: critique_feed(post_id, origin))


def _kept(request: HttpRequest, mark: str, make: Callable[[str], AtomDocument]) -> HttpResponse:
    """Return a feed, or nothing again to who has it; it is kept as long as pages are.

    Names of people that change alone may lag until something is written.
    """
    origin = origin_of(request)
    key = f"feed:{origin}{request.path}:{sha256(mark.encode()).hexdigest()}"
    return atom_response(request, lambda: page_cache.kept(key, lambda: atom_of(make(origin))), mark)
