"""What programs are told of a page: where it stands, and whether lists of pages may name it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from web.origin import ORIGIN, origin_of

Handler = Callable[[HttpRequest], HttpResponse]

# What search engines may list. All else repeats what stands there, or asks to sign in.
LISTED = {"index", "post", "critique", "objection", "profile", "moderation-log", "topics", "topic"}
# What turns a page; whatever else an address asks for narrows or sorts the same page.
TURNING = {"page", "after", "before"}
# What people wrote comes after it.
HEAD_ENDS = b"<main "


def crawlers(get_response: Handler) -> Handler:
    """Middleware: says which pages are not to be listed, and puts the site’s address in.

    Stands within what refuses the names of other sites.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.streaming:
            page = response.content
            # Not parted: a thread is long, and would be copied twice.
            head = page[: max(page.find(HEAD_ENDS), 0)]
            if ORIGIN.encode() in head:
                own = head.replace(ORIGIN.encode(), origin_of(request).encode())
                response.content = own + page[len(head) :]
        if not _is_listed(request):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return respond


def _is_listed(request: HttpRequest) -> bool:
    route = getattr(request.resolver_match, "url_name", "")
    return route in LISTED and request.GET.keys() <= TURNING
