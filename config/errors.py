"""What the actions refuse, as pages: 404, 409, 422 and 429 (403 is Django's own)."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from forum.refusals import status_of


class Refusals:
    """Middleware: turns what an action raised, and no view caught, into a page that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        if isinstance(error, ValidationError):
            context = {"messages_refused": error.messages, "back": request.path}
            return render(request, "refused.html", context, status=status_of(error))
        return None
