"""What browsers may do with our pages, as headers: written once, as every answer says the same."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def policies(get_response: Handler) -> Handler:
    """Middleware: says what pages may load, and which features of a browser they do without."""
    loads = "; ".join(
        f"{what} {whence}" for what, whence in settings.CONTENT_SECURITY_POLICY.items()
    )
    does_without = ", ".join(f"{each}=()" for each in settings.FEATURES_REFUSED)
    # Django’s page of a fault, for developers, has its styles and scripts in itself.
    shows_faults = settings.DEBUG

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = does_without
        if not (shows_faults and response.status_code in (404, 500)):
            # What is no page says more strictly what it may do.
            response.headers.setdefault("Content-Security-Policy", loads)
        return response

    return respond
