"""Looking for texts and people."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.pages.results import SearchPage
from search.pages.suggestions import offers_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found of `?q=`, as texts or, with `?as=threads`, by their essays."""
    page = SearchPage.load(
        viewer=request.user,
        typed=request.GET.get("q", ""),
        show=request.GET.get("as", ""),
        after=request.GET.get("after", ""),
    )
    return render(request, "search/search.html", {"page": page})


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Topics and people whose names begin as `?q=` does, for the script at the field."""
    found = offers_for(request.user, request.GET.get("q", ""))
    return JsonResponse({"found": [each._asdict() for each in found]})
