"""Where the addresses of merged essays lead: to the same page of the essay they are in now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from critiques.models import FormerNumber
from forum.models import Post

Handler = Callable[[HttpRequest], HttpResponse]
READING = ("GET", "HEAD")
OBJECTIONS = ("objection", "objection-by-address")
# Pages that the other essay has too; any other address leads to the essay itself.
ALIKE = ("critique", "critique-export", "coverage", "reply")


def redirects(get_response: Handler) -> Handler:
    """Middleware: where nothing is found, looks whether it was merged into another essay."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or request.method not in READING or match is None:
            return response
        if "post_id" not in match.kwargs:
            return response
        url = _url_now(request, match.url_name, match.kwargs)
        if not url:
            return response
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{url}?{query}" if query else url)

    return respond


def _url_now(request: HttpRequest, name: str | None, kwargs: dict) -> str:
    post_id = kwargs["post_id"]
    if name in OBJECTIONS:
        url = _objection_now(request, post_id, kwargs)
        if url:
            return url
    target = _target(post_id)
    if target is None or not Post.objects.known_to(request.user).filter(pk=target.pk).exists():
        return ""
    if name in ALIKE:
        try:
            return reverse(name, kwargs=kwargs | {"post_id": target.pk})
        except NoReverseMatch:
            pass
    return target.get_absolute_url()


def _objection_now(request: HttpRequest, post_id: int, kwargs: dict) -> str:
    former = FormerNumber.objects.filter(post=post_id)
    if "number" in kwargs:
        found = former.filter(number=kwargs["number"])
    else:
        address = kwargs["address"]
        found = former.filter(was__round=int(address[:-1] or 1), was__letter=address[-1])
    one = found.filter(objection__isnull=False).select_related("objection").first()
    if one is None:
        return ""
    public = Post.objects.known_to(request.user).filter(pk=one.objection.post_id).exists()
    return one.objection.get_absolute_url() if public else ""


def _target(post_id: int) -> Post | None:
    """Return the essay in which a merged one is now; None where it was not merged."""
    seen: set[int] = set()
    post = Post.objects.filter(pk=post_id, merged_into__isnull=False).first()
    while post is not None and post.merged_into_id is not None and post.pk not in seen:
        seen.add(post.pk)
        post = post.merged_into
    return post
