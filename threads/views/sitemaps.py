"""What search engines ask first: where they may go, and what there is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from threads.pages.sitemap import sitemap, sitemap_index
from web.origin import ORIGIN, origin_of

# Forms, and what is one person’s own: nothing to be found there.
ROBOTS = """\
User-agent: *
Disallow: /account/
Disallow: /desk/
Disallow: /posts/*/reply/
Disallow: /*/report/

Sitemap: {}/sitemap.xml
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines need not go, and where the list of pages is."""
    return HttpResponse(ROBOTS.format(origin_of(request)), content_type="text/plain")


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    """The list of all sitemaps."""
    return _as_xml(request, sitemap_index())


@require_safe
@conditional_page
def essays(request: HttpRequest, number: int) -> HttpResponse:
    """A sitemap: essays, with their critiques and objections."""
    return _as_xml(request, sitemap(number))


def _as_xml(request: HttpRequest, text: str) -> HttpResponse:
    text = text.replace(ORIGIN, origin_of(request))
    # What was hidden is gone at once: whoever keeps it asks whether it is still so.
    return HttpResponse(text, content_type="application/xml", headers={"Cache-Control": "no-cache"})
