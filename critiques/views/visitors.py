"""Pages of an essay that are printed once for all visitors, until something of it changes."""

import re
from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from accounts.statements import Statement
from critiques.record.mark import mark_of, mark_with_votes
from forum.models import Post
from web.page_cache import SECONDS, page_cache

View = Callable[..., HttpResponse]


def kept_for_visitors(view: View) -> View:
    """Keep what the view of a post answers for whoever comes without session or query.

    One query; where the page has to be made, one more than the view's own.
    """

    @wraps(view)
    def answer(request: HttpRequest, post_id: int, **asked: Any) -> HttpResponse:
        found = _marked.rows(None, post_id) if _is_plain(request) else []
        if not found:
            return view(request, post_id=post_id, **asked)

        def page() -> HttpResponse:
            key = f"page:{mark_of(found[0])}:{request.path}"
            text = page_cache.get(key).get(key)
            if text is not None:
                return HttpResponse(text)
            response = view(request, post_id=post_id, **asked)
            if _is_for_all(request, response):
                page_cache.put(key, response.content.decode())
            return response

        return unless_unchanged(request, found[0], page)

    return answer


def unless_unchanged(
    request: HttpRequest, post: Post, page: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return `page()`, or nothing again to a visitor who has that page of `post` as it still is.

    Each write to the essay, its thread or its critique renews the post's mark; names and titles of
    other essays may lag as long as they do in what is kept. For whoever comes without session or
    query: nobody else has but what this one request gives them.
    """
    if not _is_plain(request):
        return page()
    tag = _tag_of(request, post)
    return _tagged(get_conditional_response(request, tag) or page(), tag)


def unchanged(request: HttpRequest, post_id: int) -> HttpResponse | None:
    """Return nothing again to a visitor who has the page of this post as it still is, else None.

    One query, which asks for little; none for whoever has no page.
    """
    had = _is_plain(request) and "If-None-Match" in request.headers
    found = _marked.rows(None, post_id) if had else []
    tag = _tag_of(request, found[0]) if found else ""
    response = get_conditional_response(request, tag) if found else None
    return _tagged(response, tag) if response else None


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    if response.status_code in (200, 304):
        response["ETag"] = tag
        patch_cache_control(response, no_cache=True)
    return response


def _tag_of(request: HttpRequest, post: Post) -> str:
    """Return the mark of a post with its votes, and since when its page is had: now, or as the
    request has it."""
    mark, now = mark_with_votes(post), int(time())
    sent = request.headers.get("If-None-Match", "")
    had = re.search(rf'"{re.escape(mark)}:(\d{{1,12}})"', sent)
    since = int(had[1]) if had and 0 <= now - int(had[1]) < SECONDS else now
    return f'W/"{mark}:{since}"'


@Statement
def _marked(viewer: Any, post_id: int) -> QuerySet:
    return Post.objects.known_to(viewer).filter(pk=post_id).only("version", "stamp", "votes_stamp")


def _is_plain(request: HttpRequest) -> bool:
    # In whose language it is printed stands in the mark.
    ours = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    cookies = request.COOKIES.keys() - ours
    return not request.GET and not cookies and not request.user.is_authenticated


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is a page that has nothing for one person alone: no cookie, no form's token."""
    own = response.cookies or request.META.get("CSRF_COOKIE")
    return response.status_code == 200 and not own
