"""Shows times in the reader's own zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone as django_timezone


def timezone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activates the signed-in reader's time zone; everybody else reads UTC."""

    def respond(request: HttpRequest) -> HttpResponse:
        zone = getattr(request.user, "timezone", "UTC")
        with django_timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return respond
