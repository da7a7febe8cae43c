"""What browsers may do with our pages, as headers: written once, as every answer says the same."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def policies(get_response: Handler) -> Handler:
    """Middleware: says what pages may load, and which features of a browser they do without."""
    said = {
        "Content-Security-Policy": "; ".join(
            f"{what} {whence}" for what, whence in settings.CONTENT_SECURITY_POLICY.items()
        ),
        "Permissions-Policy": ", ".join(f"{each}=()" for each in settings.FEATURES_REFUSED),
    }
    # Django’s page of a fault, for developers, has its styles and scripts in itself.
    shows_faults = settings.DEBUG

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not (shows_faults and response.status_code in (404, 500)):
            for name, words in said.items():
                response.headers[name] = words
        return response

    return respond
