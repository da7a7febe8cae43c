"""Saying by hand which passage an objection is about."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from critiques.actions.passages import reanchor
from critiques.views.doing import do, show


@require_POST
@login_required
def passage(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """The words as they stand in the essay now, or none."""
    removed = "none" in request.POST
    words = "" if removed else request.POST.get("words", "")
    if not removed and not words.strip():
        error = ValidationError("Copy the words from the essay, or say that it is about none.")
        return show(request, post_id, number, error=error)
    done = "It is about no passage now." if removed else "It is about these words now."
    return do(request, reanchor, done, post_id, number, words=words)
