"""How to write here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from threads.pages.syntax import SyntaxPage


@require_safe
def syntax(request: HttpRequest) -> HttpResponse:
    """All that can be written in a text, with what comes of it."""
    return render(request, "threads/syntax.html", {"page": SyntaxPage.load()})
