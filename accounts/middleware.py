"""What is done for every request of a person: pages in their language, with times in their zone,
and kept from caches."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone as django_timezone
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]
ACCOUNT = "/account/"


def language(get_response: Handler) -> Handler:
    """Middleware: answers in the reader's language, and names it.

    What their account says comes first, then the cookie of this browser, then what the browser asks
    for, then the site's language. Who wants the same for all languages names it in the response.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = get_response(request)
            if "Content-Language" not in response.headers:
                response.headers["Content-Language"] = translation.get_language()
                patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return respond


def language_of(request: HttpRequest) -> str:
    """Return the language in which a request is answered, one of `LANGUAGES`."""
    chosen: str = getattr(request.user, "language", "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)


def timezone(get_response: Handler) -> Handler:
    """Middleware: activates the signed-in reader's time zone; everybody else reads UTC."""

    def respond(request: HttpRequest) -> HttpResponse:
        zone = getattr(request.user, "timezone", "UTC")
        with django_timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return respond


def private(get_response: Handler) -> Handler:
    """Middleware: no shared cache keeps what one person got, no cache at all an account page.

    Stands outside of whatever sets cookies.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "user", None)
        if request.path.startswith(ACCOUNT):
            add_never_cache_headers(response)
        elif response.cookies or (user is not None and user.is_authenticated):
            patch_cache_control(response, private=True)
        return response

    return respond
