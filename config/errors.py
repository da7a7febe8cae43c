"""What is refused or away, as pages: 404, 405, 409, 422, 429 and 503 (403 is Django's own)."""

import re
from collections.abc import Callable

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from images.store import StoreAwayError
from web.refusals import status_of

# What a form's address is part of.
PAGE = re.compile(r"/(?:posts/\d+/(?:objections/\d+/)?|replies/\d+/|moderation/|account/|desk/)")

MINUTE = 60


class Refusals:
    """Middleware: turns what an action raised, and no view caught, into a page that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            return _form_only(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ReauthenticationRequired) and request.user.is_anonymous:
            # django-allauth would keep what was sent, however long, in a session of its own.
            return redirect_to_login(request.path)
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        if isinstance(error, ValidationError):
            context = {"errors": error.messages}
            return render(request, "refused.html", context, status=status_of(error))
        if isinstance(error, StoreAwayError):
            away = render(request, "503.html", status=503)
            away.headers["Retry-After"] = str(MINUTE)
            away.headers["Cache-Control"] = "no-store"
            return away
        return None


def _form_only(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the way on for whoever opens what only a form asks for, as after signing in."""
    page = PAGE.match(request.path)
    told = render(request, "405.html", {"page": page[0] if page else "/"}, status=405)
    told.headers["Allow"] = response.headers["Allow"]
    return told
