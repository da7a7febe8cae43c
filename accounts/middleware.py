"""What is done for every request of a person: times in their zone, and pages kept from caches."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone as django_timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control

Handler = Callable[[HttpRequest], HttpResponse]
ACCOUNT = "/account/"


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
