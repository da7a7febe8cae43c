"""A post's critique in other formats, as anybody may read it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from critiques.exports.formats import SUFFIXES


@require_safe
def export(request: HttpRequest, post_id: int, suffix: str) -> HttpResponse:
    """The critique as a file; whoever asks gets what the public may read."""
    chosen = SUFFIXES[suffix]
    base = f"{request.scheme}://{request.get_host()}"
    charset = "" if "json" in chosen.content_type else "; charset=utf-8"
    response = HttpResponse(
        chosen.write(post_id, base), content_type=f"{chosen.content_type}{charset}"
    )
    disposition = "inline" if chosen.inline else "attachment"
    name = f"post-{post_id}-critique.{chosen.suffix}"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
