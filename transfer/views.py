"""A post's critique in other formats, as anybody may read it."""

from typing import IO

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from forum.models import Post
from transfer.documents.formats import SUFFIXES, Format
from transfer.export.archive import write_archive
from transfer.snapshots import snapshot
from web.archives import written_whole
from web.languages import in_one_language
from web.page_cache import LARGEST, page_cache


@require_safe
@in_one_language
def export(request: HttpRequest, post_id: int, suffix: str) -> HttpResponseBase:
    """The critique as a file; whoever asks gets what the public may read.

    Its tag is the post's mark with the day, as names and days are no part of the mark: what
    somebody has is not made again, and one query tells.
    """
    chosen = SUFFIXES[suffix]
    with snapshot():
        mark = f"{chosen.post(post_id).mark}:{timezone.now():%Y-%m-%d}"
        known: HttpResponse | None = get_conditional_response(request, f'"{mark}"')
        response: HttpResponseBase = known or _file(request, post_id, chosen, mark)
        if known is None:
            disposition = "inline" if chosen.inline else "attachment"
            name = f"post-{post_id}-critique.{chosen.suffix}"
            response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["ETag"] = f'"{mark}"'
    return response


@require_safe
@in_one_language
def archive(request: HttpRequest, post_id: int) -> HttpResponseBase:
    """The discussion with its images, as a zip archive; written before the first of it is sent."""

    def write(file: IO[bytes]) -> None:
        with snapshot():
            post = Post.objects.readable_by(None).get(pk=post_id)
            if request.method != "HEAD":
                write_archive(post.pk, file)

    response = written_whole(write, "application/zip", in_memory=LARGEST)
    response["Content-Disposition"] = f'attachment; filename="post-{post_id}-discussion.zip"'
    return response


def _file(request: HttpRequest, post_id: int, chosen: Format, mark: str) -> HttpResponseBase:
    """Return the file; a small one is kept for who asks next."""
    charset = "" if "json" in chosen.content_type else "; charset=utf-8"
    content_type = f"{chosen.content_type}{charset}"
    if request.method == "HEAD":
        return StreamingHttpResponse(content_type=content_type)
    host = request.get_host()
    base = f"{request.scheme}://{host}"
    # A host that a wildcard allows, or with a port, is whatever the visitor typed.
    key = f"export:{mark}:{chosen.suffix}:{base}" if host in settings.ALLOWED_HOSTS else ""
    if key and (text := page_cache.get(key).get(key)) is not None:
        return HttpResponse(text, content_type=content_type)

    def write(file: IO[bytes]) -> None:
        for piece in chosen.pieces(post_id, base):
            file.write(piece.encode())

    response = written_whole(write, content_type, in_memory=LARGEST)
    if key and isinstance(response, HttpResponse):
        page_cache.put(key, response.content.decode())
    return response
