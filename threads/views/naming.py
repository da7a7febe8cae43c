"""Whom and what may be named in a text, for the script beside it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from forum.places import WritingPlace
from threads.pages.naming import objections_at, people_at


@require_safe
@login_required
def people(request: HttpRequest, place: WritingPlace) -> JsonResponse:
    """Who writes where this text will stand; with `?begins=na`, who is called so."""
    found = people_at(request.user, place, request.GET.get("begins", "")[:30].replace("\0", ""))
    return JsonResponse({"found": [each._asdict() for each in found]})


@require_safe
@login_required
def objections(request: HttpRequest, place: WritingPlace) -> JsonResponse:
    """The objections of the essay that is answered there."""
    found = objections_at(request.user, place)
    return JsonResponse({"found": [each._asdict() for each in found]})
